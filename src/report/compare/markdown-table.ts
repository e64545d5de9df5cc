import { displayText } from '../display-name.ts'

export interface MarkdownColumn {
  readonly title: string
  readonly align: 'left' | 'right'
}

/** A table as GitHub's Markdown has it; what an image says of itself cannot end a cell or begin markup. */
export function markdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [
    columns.map(({ title }) => cellText(title)),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows.map(row => row.map(cellText)),
  ]
  return lines.map(cells => `| ${cells.join(' | ')} |\n`).join('')
}

function cellText(text: string): string {
  return displayText(text).replace(/[\\`*_[\]<>|#]/g, '\\$&')
}
