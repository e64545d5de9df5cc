import { TABLE_SHOWS, type TableShows, type TableView } from '../../compare-state.ts'
import { clamp, scrolledBy, scrollTop } from '../../selectors/scroll.ts'
import { tableCursor, tableLines } from '../../selectors/table/image-rows.ts'
import { tableListHeight } from '../../selectors/table/table-layout.ts'
import { tableSorts } from '../../selectors/table/table-sorts.ts'
import type { State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { showComparison } from '../compare/show-comparison.ts'
import { pushScreen } from '../show-screen.ts'

/** Moves the cursor of the table; ±Infinity goes to an end. */
export const moveInTable: Transition<[rows: number]> = (state, rows) =>
  selectTableRow(state, tableCursor(state) + rows)

export const selectTableRow: Transition<[row: number]> = (state, row) => {
  const lines = tableLines(state)
  const target = clamp(row, 0, Math.max(0, lines.length - 1))
  const top = scrollTop(state.table.top, target, tableListHeight(state), lines.length)
  return withTable(state, table => ({ ...table, cursor: lines[target]?.key ?? null, top }))
}

/** The wheel: scrolls the table; the cursor stays where it is while it is seen. */
export const scrollTable: Transition<[rows: number]> = (state, rows) => {
  const lines = tableLines(state)
  const { top } = state.table
  const list = { top, cursor: tableCursor(state), height: tableListHeight(state), count: lines.length }
  const scrolled = scrolledBy(rows, list)
  return withTable(state, table => ({
    ...table,
    top: scrolled.top,
    cursor: lines[scrolled.cursor]?.key ?? null,
  }))
}

/** Space: marks the image to be compared, or takes the mark away. */
export const markInTable: Transition = state => {
  const key = tableLines(state)[tableCursor(state)]?.key
  if (key === undefined) return state
  const marked = new Set(state.table.marked)
  if (!marked.delete(key)) marked.add(key)
  return withTable(state, table => ({ ...table, marked }))
}

/** Enter: the marked images side by side; of a single one, it and the one under the cursor; else this one alone. */
export const enterTable: Transition = state => {
  const key = tableLines(state)[tableCursor(state)]?.key
  if (key === undefined) return state
  const marked = [...state.table.marked]
  const chosen = marked.length === 1 ? [...new Set([...marked, key])] : marked
  return chosen.length < 2
    ? pushScreen(state, { kind: 'explore', image: key })
    : showComparison(state, chosen)
}

/** The images, what pulling them takes, or how much every two of them share. */
export const showInTable: Transition<[shows: TableShows]> = (state, shows) =>
  withTable(state, table => ({ ...table, shows, column: 0 }))

/** The next of them, or the one before. */
export const showNextInTable: Transition<[step: 1 | -1]> = (state, step) => {
  const at = TABLE_SHOWS.indexOf(state.table.shows) + step
  return showInTable(state, TABLE_SHOWS.at(at % TABLE_SHOWS.length) ?? 'images')
}

/** ← and → : the columns beside the names; what lays them out corrects the end. */
export const scrollColumns: Transition<[columns: number]> = (state, columns) =>
  withTable(state, table => ({ ...table, column: clamp(table.column + columns, 0, Number.MAX_SAFE_INTEGER) }))

/** The orders `s` goes through: each one, then the same one backwards. */
export const sortTable: Transition = state => {
  const sorts = tableSorts(state)
  return withTable(state, table => {
    const { by, reversed } = table.sort
    if (!reversed && sorts.includes(by)) return { ...table, sort: { by, reversed: true } }
    const next = sorts[(sorts.indexOf(by) + 1) % sorts.length] ?? 'given'
    return { ...table, sort: { by: next, reversed: false } }
  })
}

function withTable(state: State, change: (table: TableView) => TableView): State {
  return { ...state, table: change(state.table) }
}
