import { graphemes } from '../../src/report/text-width.ts'

/**
 * The columns `from` (included) to `to` (excluded) of a composed row, in their styles. A wide character cut in half is
 * a space.
 */
export function sliceRow(ansi: string, from: number, to: number): string {
  let column = 0
  let slice = ''
  for (const [piece] of ansi.matchAll(STYLE_OR_TEXT)) {
    if (piece.startsWith('\x1b')) slice += piece
    else {
      slice += sliceText(piece, from - column, to - column)
      column += graphemes(piece).reduce((width, grapheme) => width + grapheme.width, 0)
    }
  }
  return `${slice}\x1b[m`
}

const STYLE_OR_TEXT = /\x1b\[[\d;]*m|[^\x1b]+/g

function sliceText(text: string, from: number, to: number): string {
  let column = 0
  let slice = ''
  for (const grapheme of graphemes(text)) {
    const visible = Math.min(column + grapheme.width, to) - Math.max(column, from)
    if (visible === grapheme.width) slice += grapheme.text
    else if (visible > 0) slice += ' '.repeat(visible)
    column += grapheme.width
  }
  return slice
}
