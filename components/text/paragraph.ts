import { displayLines } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import type { StyleName } from '../theme.ts'
import type { RowContent } from './pane-rows.ts'
import { label } from './segment.ts'

/** A text in rows of `width` columns, one column free on either side. */
export function paragraph(text: string, style: StyleName, width: number): RowContent[] {
  return displayLines(text)
    .flatMap(line => wrapText(line, Math.max(8, width - 2)))
    .map(part => ({ segments: [label(' '), { text: part, style }] }))
}

/** The rows from `top` on, or the last `height` ones: nobody can scroll past the end. */
export function scrolledRows(
  rows: readonly RowContent[],
  top: number,
  height: number,
): { readonly rows: RowContent[]; readonly top: number } {
  const first = Math.max(0, Math.min(top, rows.length - height))
  return { rows: rows.slice(first, first + height), top: first }
}
