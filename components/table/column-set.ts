import { formatBytes } from '../../src/report/format-bytes.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { TableShows } from '../../src/store/compare-state.ts'
import type { TableLine } from '../../src/store/selectors/table/image-rows.ts'
import type { TablePull } from '../../src/store/selectors/table/table-pull.ts'
import { askedColumns, pullColumns, pullLead } from './pull-columns.ts'
import type { LeadColumn, ShownColumn, ToldLine } from './shown-column.ts'
import { TABLE_COLUMNS } from './table-columns.ts'

/** The columns of the table: of the images, or of what pulling them takes. */
export interface ColumnSet {
  readonly lead: LeadColumn
  readonly columns: readonly ShownColumn[]
}

/** `isAsked`: somebody asked what pulling takes, so it comes first. */
export function columnSet(
  shows: TableShows,
  lines: readonly TableLine[],
  pull: TablePull | undefined,
  isAsked: boolean,
): ColumnSet {
  const told = lines.flatMap(toldLine)
  if (shows === 'pull' && pull !== undefined)
    return { lead: pullLead(pull), columns: pullColumns(pull).map(column => fitted(column, told)) }
  const first = isAsked && pull !== undefined ? askedColumns(pull).map(column => fitted(column, told)) : []
  return { lead: UNPACKED, columns: [...first, ...IMAGE_COLUMNS] }
}

export function toldLine({ row, pull }: TableLine): ToldLine[] {
  return row === null || pull === null ? [] : [{ row, pull }]
}

const UNPACKED: LeadColumn = {
  title: 'Unpacked',
  amount: ({ row }) => row.analysis.unpackedBytes,
  text: ({ row }) => (row.analysis.unpackedBytes === null ? '?' : formatBytes(row.analysis.unpackedBytes)),
}

const IMAGE_COLUMNS: readonly ShownColumn[] = TABLE_COLUMNS.map(({ text, ...column }) => ({
  ...column,
  text: ({ row }) => text(row),
}))

/** As wide as its words: amounts for a million nodes are long. */
function fitted(column: Omit<ShownColumn, 'width'>, lines: readonly ToldLine[]): ShownColumn {
  const texts = [column.title, ...lines.map(column.text)]
  return { ...column, width: Math.max(...texts.map(textWidth)) }
}
