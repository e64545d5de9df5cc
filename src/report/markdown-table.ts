import { formatCount } from './format-number.ts'
import { folded, type Markdown, markdownText } from './markdown-text.ts'

export interface MarkdownColumn {
  readonly title: string
  readonly align: 'left' | 'right'
}

/** One cell a column. */
export type MarkdownRow = readonly Markdown[]

/** A table as GitHub's Markdown has it. */
export function markdownTable(columns: readonly MarkdownColumn[], rows: readonly MarkdownRow[]): string {
  const lines = [
    columns.map(({ title }) => markdownText(title)),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows,
  ]
  return lines.map(cells => `| ${cells.join(' | ')} |\n`).join('')
}

/** A table of any length for a comment. What is left out is counted, never kept. */
export function longMarkdownTable<Item>(
  columns: readonly MarkdownColumn[],
  items: Iterable<Item>,
  toRow: (item: Item) => MarkdownRow,
): string {
  const rows: MarkdownRow[] = []
  let count = 0
  for (const item of items) if (count++ < MOST_ROWS) rows.push(toRow(item))
  return cutMarkdownTable(columns, rows, count)
}

/**
 * The first rows of `count` on screen, the further ones folded, and of those that are not here how many there are.
 * For whom finds rows one after the other and keeps `MOST_ROWS`.
 */
export function cutMarkdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly MarkdownRow[],
  count: number,
): string {
  const more = rows.slice(SHOWN)
  const left = count - rows.length
  return [
    markdownTable(columns, rows.slice(0, SHOWN)),
    ...(more.length === 0 ? [] : [folded(`${formatCount(more.length)} more`, markdownTable(columns, more))]),
    ...(left === 0 ? [] : [`… and ${formatCount(left)} more, left out here\n`]),
  ].join('\n')
}

/** Rows that fit a screen. */
const SHOWN = 15
/** Rows that fit a comment of 65,536 characters beside other things. */
export const MOST_ROWS = 200
