import { type DisplayText, displayText } from '../../src/report/display-name.ts'
import type { StyleName } from '../theme.ts'

/** A piece of a row: harmless text and what it means. */
export interface Segment {
  readonly text: DisplayText
  readonly style?: StyleName | undefined
}

/** A segment of our own words; for names from images use `{ text: displayName(…) }`. */
export function label(text: string, style?: StyleName): Segment {
  return { text: displayText(text), style }
}

/** What a row says without its styles: for screen readers and tests. */
export function plainText(segments: readonly Segment[]): string {
  return segments.map(segment => segment.text).join('')
}
