import type { ImageRow } from '../../../analysis/compare/image-table.ts'
import type { PullRow } from '../../../analysis/compare/pull-cost.ts'
import { bestKnown } from '../../../report/compare/pull-cells.ts'
import type { TableSortKey, TableView } from '../../compare-state.ts'
import type { ImageKey, ImageState, State } from '../../state.ts'
import { imageTable } from './image-table.ts'
import { tablePull } from './table-pull.ts'

/** One line of the table: an image, and what is known of it. */
export interface TableLine {
  readonly key: ImageKey
  readonly image: ImageState | undefined
  /** `null` until it is read, and when it cannot be. */
  readonly row: ImageRow | null
  /** What bringing it to nodes takes; `null` likewise. */
  readonly pull: PullRow | null
}

/** The lines in the order that was chosen; images that are not read yet come last. */
export function tableLines(state: State): readonly TableLine[] {
  const { screen, images, table } = state
  if (screen.kind !== 'table') return []
  const rows = new Map(imageTable(state)?.rows.map(row => [row.reference, row]))
  const pulls = tablePull(state)?.rows
  const lines = screen.images.map(key => ({
    key,
    image: images.get(key),
    row: rows.get(key) ?? null,
    pull: pulls?.get(key) ?? null,
  }))
  return sortLines(lines, table.sort)
}

function sortLines(lines: readonly TableLine[], { by, reversed }: TableView['sort']): readonly TableLine[] {
  if (by === 'given') return reversed ? lines.toReversed() : lines
  const direction = reversed ? -1 : 1
  if (by === 'name') return lines.toSorted((one, other) => (one.key < other.key ? -1 : 1) * direction)
  const amount = (line: TableLine) => amountOf(line, by) ?? Number.NaN
  return lines.toSorted((one, other) => {
    const [left, right] = [amount(one), amount(other)]
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
    return (right - left) * direction
  })
}

/** Largest first; `null` = unknown. */
function amountOf({ row, pull }: TableLine, by: Exclude<TableSortKey, 'given' | 'name'>): number | null {
  if (row === null || pull === null) return null
  const { analysis } = row
  const amounts = {
    unpacked: analysis.unpackedBytes,
    final: analysis.finalBytes,
    waste: analysis.waste.bytes,
    unique: row.uniqueBytes,
    transfer: bestKnown(pull.fresh).bytes,
    update: pull.update === null ? null : bestKnown(pull.update).bytes,
  }
  return amounts[by]
}

/** The line under the cursor; the first when its image is not in the table. */
export function tableCursor(state: State): number {
  const at = tableLines(state).findIndex(({ key }) => key === state.table.cursor)
  return Math.max(0, at)
}
