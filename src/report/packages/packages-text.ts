import type { Package, Packages } from '../../analysis/contents/package.ts'
import { countOf } from '../amount.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { type Cell, type Column, tableLines } from '../text-table.ts'
import { packageNotes } from './package-notes.ts'
import { ecosystemTotals } from './package-totals.ts'

/** `layerscope packages IMAGE`: totals by kind, then every package, most bytes first. `null`: nothing is known. */
export function packagesText(packages: Packages | null, width: number | null): Line[] {
  if (packages === null) return [[words(UNKNOWN_PACKAGES)]]
  return [
    ...totalLines(packages),
    ...packageNotes(packages).map((note): Line => [words(note, 'faint')]),
    ...(packages.items.length === 0
      ? []
      : [EMPTY_LINE, ...tableLines(COLUMNS, packages.items.map(packageCells), width)]),
  ]
}

export const UNKNOWN_PACKAGES = 'Packages: unknown, because not every layer could be read.'

function totalLines(packages: Packages): Line[] {
  const cells = ecosystemTotals(packages).map((total): Cell[] => [
    words(`  ${total.ecosystem}`),
    words(formatCount(total.packages)),
    words(formatBytes(total.bytes)),
  ])
  return [[words(packagesTitle(packages))], ...tableLines(TOTAL_COLUMNS, cells, null)]
}

/** How many there are and what they hold, in a line. */
export function packagesTitle({ items, bytes, complete }: Packages): string {
  if (items.length > 0) return `${countOf(items.length, 'package')}, ${formatBytes(bytes)} of the final tree`
  return complete
    ? 'No packages: no database names any, and no program its modules.'
    : 'No packages are known.'
}

const TOTAL_COLUMNS: readonly Column[] = [
  { title: '', align: 'left' },
  { title: '', align: 'right' },
  { title: '', align: 'right' },
]

const COLUMNS: readonly Column[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Layer', align: 'right' },
  { title: 'Kind', align: 'left' },
  { title: 'Name', align: 'left' },
  { title: 'Version', align: 'left' },
]

function packageCells({ bytes, layer, ecosystem, name, version, architecture }: Package): Cell[] {
  return [
    words(packageBytes(bytes)),
    words(String(layer)),
    words(ecosystem),
    words(name),
    [words(version), words(architecture === null ? '' : ` ${architecture}`, 'faint')],
  ]
}

/** Of a module inside a program there are no bytes of its own. */
export function packageBytes(bytes: number | null): string {
  return bytes === null ? 'linked' : formatBytes(bytes)
}
