import type { Fetch, PullCost } from '../../analysis/compare/pull-cost.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { type Column, tableLines } from '../text-table.ts'
import { fetchAmount, fetchTime, pullTitle, recompressedNote, signNotes } from './pull-cells.ts'

/** What bringing images to nodes takes, and what the images are called. */
export interface PullReport {
  readonly cost: PullCost
  /** One a row of `cost`. */
  readonly references: readonly string[]
  /** What nodes hold already. */
  readonly held: string
}

/** What bringing each image to all nodes costs, empty ones and those that hold `held` already. */
export function pullLines(report: PullReport, width: number | null): Line[] {
  const rows = fetchRows(report).map(row => fetchCells(report.cost, row).map(text => words(text)))
  return [
    EMPTY_LINE,
    [words(pullTitle(report.cost), 'heading')],
    ...tableLines(FETCH_COLUMNS, rows, width),
    ...signNotes(fetchRows(report).map(({ fetch }) => fetch)).map(note => [words(note, 'faint')]),
    ...againLines(report),
  ]
}

/** One download of an image, to nodes that hold something or nothing. */
interface FetchRow {
  readonly reference: string
  readonly holds: string
  readonly fetch: Fetch
}

export function fetchRows({ cost, references, held }: PullReport): readonly FetchRow[] {
  return cost.rows.flatMap(({ fresh, update }, at) => {
    const reference = references[at] ?? ''
    const empty = { reference, holds: 'nothing', fetch: fresh }
    return update === null ? [empty] : [empty, { reference, holds: held, fetch: update }]
  })
}

export const FETCH_COLUMNS: readonly Column[] = [
  { title: 'Image', align: 'left' },
  { title: 'Layers', align: 'right' },
  { title: 'Each', align: 'right' },
  { title: 'All', align: 'right' },
  { title: 'Time', align: 'right' },
  { title: 'Nodes hold', align: 'left' },
]

/** The cells of `FETCH_COLUMNS`. */
export function fetchCells(cost: PullCost, { reference, holds, fetch }: FetchRow): readonly string[] {
  const amounts = [fetchAmount(fetch, 1), fetchAmount(fetch, cost.nodes), fetchTime(fetch, cost)]
  return [reference, String(fetch.layers), ...amounts, holds]
}

/** What is fetched for nothing. */
function againLines({ cost, references }: PullReport): Line[] {
  const notes = cost.rows.flatMap(({ update }, at) => {
    const note = update === null ? null : recompressedNote(update)
    return note === null ? [] : [[words(`${references[at] ?? ''}: ${note}`, 'warning')]]
  })
  return notes
}
