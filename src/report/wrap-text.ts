import type { DisplayText } from './display-name.ts'
import { graphemes, textWidth } from './text-width.ts'

/** The text in lines of at most `width` columns, broken at spaces; a word longer than a line is broken inside. */
export function wrapText(text: DisplayText, width: number): DisplayText[]
export function wrapText(text: string, width: number): string[]
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.split(/(?<= )(?=[^ ])/).flatMap(word => breakWord(word, width))) {
    if (textWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trimEnd()]
}

/** A word and the spaces after it, in pieces that fit a line. */
function breakWord(word: string, width: number): string[] {
  if (textWidth(word.trimEnd()) <= width) return [word]
  const pieces = ['']
  let room = Math.max(1, width)
  for (const grapheme of graphemes(word)) {
    if (grapheme.width > room && pieces.at(-1) !== '') {
      pieces.push('')
      room = Math.max(1, width)
    }
    pieces.push(`${pieces.pop() ?? ''}${grapheme.text}`)
    room -= grapheme.width
  }
  return pieces
}
