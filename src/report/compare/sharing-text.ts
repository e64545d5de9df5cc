import type { ImageTable } from '../../analysis/compare/image-table.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { type Cell, type Column, tableLines } from '../text-table.ts'
import {
  isTransferInDoubt,
  isTransferKnown,
  NO_BLOBS,
  type SharedMeasure,
  sharedAmount,
  sharedText,
} from './shared-amount.ts'

/** The sharing matrices: bytes of the layers each two images have in common, unpacked and as they are fetched. */
export function sharingLines(table: ImageTable): Line[] {
  return [
    ...matrixLines(table, 'unpacked', 'Shared, unpacked'),
    ...(isTransferKnown(table) ? [EMPTY_LINE, ...matrixLines(table, 'transfer', 'Shared, transfer')] : []),
    ...doubtLines(table),
  ]
}

function matrixLines(table: ImageTable, measure: SharedMeasure, title: string): Line[] {
  const { rows } = table
  const columns: Column[] = [
    { title, align: 'left' },
    ...rows.map((_, at): Column => ({ title: String(at + 1), align: 'right' })),
  ]
  const cells = rows.map(({ reference }, row): Cell[] => [
    words(`${row + 1} ${reference}`),
    ...rows.map((_, column) => sharingCell(table, row, column, measure)),
  ])
  return tableLines(columns, cells, null)
}

function sharingCell(table: ImageTable, row: number, column: number, measure: SharedMeasure): Cell {
  const amount = sharedAmount(table, row, column, measure)
  if (amount.kind === 'own') return words('·', 'faint')
  return words(sharedText(amount), TONES[amount.kind])
}

const TONES = { nothing: 'faint', recompressed: 'warning', shared: 'plain' } as const

function doubtLines(table: ImageTable): Line[] {
  if (!isTransferInDoubt(table)) return []
  const what = isTransferKnown(table) ? '?' : 'What they share in transfer is'
  return [[words(`${what} unknown: ${NO_BLOBS}`, 'faint')]]
}
