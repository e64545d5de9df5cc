import type { ImageRow } from '../../src/analysis/compare/image-table.ts'
import type { ImageTraits } from '../../src/analysis/compare/image-traits.ts'
import { formatReduction } from '../../src/report/compare/format-reduction.ts'
import { formatBytes, formatBytesDifference } from '../../src/report/format-bytes.ts'
import { formatCount } from '../../src/report/format-number.ts'
import { instructionOf } from '../../src/store/selectors/step-rows.ts'

/** One column of the table of images, and one line of what is told of each. */
export interface TableColumn {
  readonly title: string
  readonly width: number
  readonly align: 'left' | 'right'
  /** What it says, in words, where there is room for a sentence. */
  readonly says: string
  readonly text: (row: ImageRow) => string
}

/** All columns beside name and bar, what matters most first. */
// biome-ignore format: one column per line
export const TABLE_COLUMNS: readonly TableColumn[] = [
  { title: 'to first',   width: 9,  align: 'right', says: 'against the first', text: row => formatReduction(row.reductionToFirst) },
  { title: 'to largest', width: 10, align: 'right', says: 'against the largest', text: row => formatReduction(row.reductionToLargest) },
  { title: 'Final',      width: 9,  align: 'right', says: 'final', text: row => bytesText(row.analysis.finalBytes) },
  { title: 'Transfer',   width: 9,  align: 'right', says: 'transfer', text: row => bytesText(row.analysis.transferBytes) },
  { title: 'Wasted',     width: 9,  align: 'right', says: 'wasted', text: row => bytesText(row.analysis.waste.bytes) },
  { title: 'Layers',     width: 6,  align: 'right', says: 'layers', text: row => formatCount(row.analysis.layers.length) },
  { title: 'Files',      width: 7,  align: 'right', says: 'files', text: row => countText(row.analysis.files) },
  { title: 'Shared',     width: 9,  align: 'right', says: 'shared with others', text: row => bytesText(row.sharedBytes) },
  { title: 'Unique',     width: 9,  align: 'right', says: 'in no other', text: row => bytesText(row.uniqueBytes) },
  { title: 'Difference', width: 10, align: 'right', says: 'less the first', text: row => row.deltaBytes === null ? UNKNOWN : formatBytesDifference(row.deltaBytes) },
  { title: 'User',       width: 10, align: 'left',  says: 'user', text: trait(({ user }) => user) },
  { title: 'Shell',      width: 9,  align: 'left',  says: 'shell', text: trait(({ shell }) => shell ?? 'none') },
  { title: 'Packages',   width: 8,  align: 'right', says: 'packages', text: row => countText(row.packages?.items.length ?? null) },
  { title: 'Manager',    width: 8,  align: 'left',  says: 'package manager', text: trait(({ packageManager }) => packageManager ?? 'none') },
  { title: 'CA',         width: 3,  align: 'left',  says: 'CA certificates', text: trait(({ caCertificates }) => yesNo(caCertificates)) },
  { title: 'Zones',      width: 5,  align: 'left',  says: 'time zones', text: trait(({ timeZones }) => yesNo(timeZones)) },
  { title: 'Starts',     width: 8,  align: 'left',  says: 'entrypoint', text: trait(({ entrypoint }) => entrypoint.kind) },
  { title: 'Tools',      width: 5,  align: 'right', says: 'tools on PATH', text: trait(({ tools }) => formatCount(tools.count)) },
  { title: 'Base',       width: 4,  align: 'right', says: 'layers of the base', text: row => countText(row.baseLayers) },
]

/** What else is told of the image under the cursor. */
export const MORE_FIELDS: readonly Pick<TableColumn, 'says' | 'text'>[] = [
  { says: 'starts', text: trait(({ entrypoint }) => entrypoint.program ?? 'nothing') },
  { says: 'notable tools', text: trait(({ tools }) => tools.notable.join(', ') || 'none') },
  { says: 'largest layer', text: largestLayer },
]

const UNKNOWN = '?'

function trait(read: (traits: ImageTraits) => string): (row: ImageRow) => string {
  return ({ traits }) => (traits === null ? UNKNOWN : read(traits))
}

function bytesText(bytes: number | null): string {
  return bytes === null ? UNKNOWN : formatBytes(bytes)
}

function countText(count: number | null): string {
  return count === null ? UNKNOWN : formatCount(count)
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no'
}

function largestLayer({ analysis }: ImageRow): string {
  const [first, ...others] = analysis.figures
  if (first === undefined) return 'none'
  const largest = others.reduce(
    (best, figures) => ((figures.unpackedBytes ?? 0) > (best.unpackedBytes ?? 0) ? figures : best),
    first,
  )
  return `${bytesText(largest.unpackedBytes)} in layer ${largest.index}: ${instructionOf(analysis.documents, largest.index)}`
}
