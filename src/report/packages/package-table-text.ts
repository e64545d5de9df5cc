import type { PackageRow, PackageTable } from '../../analysis/contents/package-table.ts'
import { packagesOf } from '../../analysis/contents/packages.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { type Cell, type Column, cutLine, tableLines } from '../text-table.ts'
import { packageNotes } from './package-notes.ts'
import { UNKNOWN_PACKAGES } from './packages-text.ts'

/** `layerscope packages A B …`: an image a column, the packages that differ first. */
export function packageTableText(table: PackageTable, width: number | null): Line[] {
  const columns: Column[] = [
    { title: '', align: 'left' },
    { title: 'Kind', align: 'left' },
    { title: 'Name', align: 'left' },
    ...table.images.map(({ reference }): Column => ({ title: reference, align: 'left' })),
  ]
  const lines = [
    ...tableLines(IMAGE_COLUMNS, table.images.map(imageCells), null),
    ...noteLines(table),
    ...(table.rows.length === 0 ? [] : [EMPTY_LINE, ...tableLines(columns, table.rows.map(rowCells), null)]),
  ]
  return width === null ? lines : lines.map(line => cutLine(line, width))
}

const IMAGE_COLUMNS: readonly Column[] = [
  { title: 'Image', align: 'left' },
  { title: 'Packages', align: 'right' },
  { title: 'Bytes', align: 'right' },
]

function imageCells({ reference, analysis }: PackageTable['images'][number]): Cell[] {
  const packages = packagesOf(analysis)
  return [
    words(reference),
    words(packages === null ? '?' : formatCount(packages.items.length)),
    words(packages === null ? '?' : formatBytes(packages.bytes)),
  ]
}

function noteLines({ images }: PackageTable): Line[] {
  return images.flatMap(({ reference, analysis }) => {
    const packages = packagesOf(analysis)
    const notes = packages === null ? [UNKNOWN_PACKAGES] : packageNotes({ ...packages, items: [] })
    return notes.map((note): Line => [words(`${reference}: ${note}`, 'faint')])
  })
}

function rowCells(row: PackageRow): Cell[] {
  return [
    words(row.differs ? 'differs' : '', 'modified'),
    words(row.ecosystem),
    words(row.name),
    ...versionCells(row).map(text => words(text === '' ? '-' : text, text === '' ? 'faint' : 'plain')),
  ]
}

/** By image: the versions it holds, most bytes first; empty for none, `?` where nothing is known. */
export function versionCells({ packages }: PackageRow): string[] {
  return packages.map(each =>
    each === null ? '?' : each.map(({ version }) => version || '(no version)').join(', '),
  )
}
