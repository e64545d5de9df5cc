import { type DisplayText, displayText } from './display-name.ts'
import { textWidth } from './text-width.ts'

/** What a piece of a printed line is, for whoever may give it a colour. The text says the same without one. */
export type Tone =
  | 'plain'
  | 'heading'
  | 'faint'
  | 'bar'
  | 'waste'
  | 'error'
  | 'warning'
  | 'added'
  | 'modified'
  | 'removed'
  | 'directory'
  | 'link'

export interface Segment {
  readonly text: DisplayText
  readonly tone: Tone
}

/** One line of printed output. */
export type Line = readonly Segment[]

/** Our own words, or a document's, as a segment. */
export function words(text: string, tone: Tone = 'plain'): Segment {
  return { text: displayText(text), tone }
}

/** Text that is already fit to be shown: a name, a formatted instruction. */
export function shown(text: DisplayText, tone: Tone = 'plain'): Segment {
  return { text, tone }
}

export const EMPTY_LINE: Line = []

/** Columns a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((width, segment) => width + textWidth(segment.text), 0)
}

/** The line as plain text, without spaces at its end. */
export function lineText(line: Line): string {
  return line
    .map(segment => segment.text)
    .join('')
    .trimEnd()
}
