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

/**
 * A table of any length for a comment: the first rows on screen, the next folded, and of the rest how many there are
 * (a comment holds 65,536 characters). What is left out is counted, never kept.
 */
export function longMarkdownTable<Item>(
  columns: readonly MarkdownColumn[],
  items: Iterable<Item>,
  toRow: (item: Item) => MarkdownRow,
): string {
  const kept: MarkdownRow[] = []
  let count = 0
  for (const item of items) if (count++ < SHOWN + FOLDED) kept.push(toRow(item))
  const more = kept.slice(SHOWN)
  const left = count - kept.length
  return [
    markdownTable(columns, kept.slice(0, SHOWN)),
    ...(more.length === 0 ? [] : [folded(`${formatCount(more.length)} more`, markdownTable(columns, more))]),
    ...(left === 0 ? [] : [`… and ${formatCount(left)} more, left out here\n`]),
  ].join('\n')
}

/** Rows that fit a screen. */
const SHOWN = 15
/** Further rows that fit a comment beside other things. */
const FOLDED = 185
