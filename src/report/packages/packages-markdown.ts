import type { Package, Packages } from '../../analysis/contents/package.ts'
import type { PackageTable } from '../../analysis/contents/package-table.ts'
import { packagesOf } from '../../analysis/contents/packages.ts'
import { displayText } from '../display-name.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { longMarkdownTable, type MarkdownColumn, type MarkdownRow, markdownTable } from '../markdown-table.ts'
import { joinMarkdown, markdownCode, markdownText } from '../markdown-text.ts'
import { packageNotes } from './package-notes.ts'
import { versionCells } from './package-table-text.ts'
import { ecosystemTotals } from './package-totals.ts'
import { packageBytes, packagesTitle, UNKNOWN_PACKAGES } from './packages-text.ts'

/** `layerscope packages IMAGE --format markdown`: the totals, then the packages, the smaller ones folded. */
export function packagesMarkdown(packages: Packages | null): string {
  if (packages === null) return `${markdownText(UNKNOWN_PACKAGES)}\n`
  const { items } = packages
  const lines = [
    packagesTitle(packages),
    ...ecosystemTotals(packages).map(
      total => `${total.ecosystem}: ${formatCount(total.packages)}, ${formatBytes(total.bytes)}`,
    ),
    ...packageNotes(packages),
  ]
  const list = lines.map(line => `* ${markdownText(line)}\n`).join('')
  return [list, ...(items.length === 0 ? [] : [longMarkdownTable(COLUMNS, items, packageRow)])].join('\n')
}

const COLUMNS: readonly MarkdownColumn[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Layer', align: 'right' },
  { title: 'Kind', align: 'left' },
  { title: 'Name', align: 'left' },
  { title: 'Version', align: 'left' },
]

function packageRow({ bytes, layer, ecosystem, name, version }: Package): MarkdownRow {
  return [
    markdownText(packageBytes(bytes)),
    markdownText(String(layer)),
    markdownText(ecosystem),
    markdownCode(displayText(name)),
    markdownCode(displayText(version)),
  ]
}

/** `layerscope packages A B … --format markdown`: an image a column; what is the same is folded away with the rest. */
export function packageTableMarkdown(table: PackageTable): string {
  const images = markdownTable(
    [
      { title: 'Image', align: 'left' },
      { title: 'Packages', align: 'right' },
      { title: 'Bytes', align: 'right' },
    ],
    table.images.map(({ reference, analysis }) => {
      const packages = packagesOf(analysis)
      const cells =
        packages === null ? ['?', '?'] : [formatCount(packages.items.length), formatBytes(packages.bytes)]
      return [markdownCode(displayText(reference)), ...cells.map(markdownText)]
    }),
  )
  const columns: readonly MarkdownColumn[] = [
    ...['', 'Kind', 'Name'].map((title): MarkdownColumn => ({ title, align: 'left' })),
    ...table.images.map(({ reference }): MarkdownColumn => ({ title: reference, align: 'left' })),
  ]
  const rows = longMarkdownTable(columns, table.rows, row => [
    markdownText(row.differs ? 'differs' : ''),
    markdownText(row.ecosystem),
    markdownCode(displayText(row.name)),
    ...versionCells(row).map(text => (text === '' ? joinMarkdown() : markdownCode(displayText(text)))),
  ])
  return table.rows.length === 0 ? images : [images, rows].join('\n')
}
