import { markdownTable } from '../markdown-table.ts'
import { markdownText } from '../markdown-text.ts'
import { pullTitle, signNotes } from './pull-cells.ts'
import { FETCH_COLUMNS, fetchCells, fetchRows, type PullReport } from './pull-text.ts'

/** What bringing each image to all nodes takes, and what the signs in front of figures mean. */
export function pullMarkdown(report: PullReport): string {
  const rows = fetchRows(report)
  const table = markdownTable(
    FETCH_COLUMNS,
    rows.map(row => fetchCells(report.cost, row).map(markdownText)),
  )
  const notes = signNotes(rows.map(({ fetch }) => fetch)).map(note => `\n${markdownText(note)}\n`)
  return `${markdownText(pullTitle(report.cost))}\n\n${table}${notes.join('')}`
}
