import { contentLine } from '../../src/report/content-text.ts'
import { type DisplayText, displayText, sliceText } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import { type NumberedLine, windowLines } from '../../src/store/selectors/viewer/window-lines.ts'
import type { ViewerState } from '../../src/store/viewer-state.ts'
import type { RowContent, Size } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { StyleName } from '../theme.ts'
import type { Span } from './highlight/code-spans.ts'
import { spansOfLine } from './highlight/highlighter.ts'

/** The lines of a text on screen, with their numbers; what was found is marked. */
export function textRows(viewer: ViewerState, size: Size, ellipsis: string): RowContent[] {
  const gutter = Math.max(4, String(viewer.content.lines.total).length)
  const room = Math.max(8, size.columns - gutter - 3)
  const lines = windowLines(viewer.content, viewer.tops.text, size.rows, longestLine(viewer, size))
  return lines.flatMap(line => lineRows(line, viewer, { gutter, room, ellipsis })).slice(0, size.rows)
}

/** Bytes of a line that may be on screen: a character has up to four. */
function longestLine({ column, wrap }: ViewerState, { columns, rows }: Size): number {
  return 4 * (column + columns * (wrap ? rows : 1))
}

interface TextLayout {
  readonly gutter: number
  readonly room: number
  readonly ellipsis: string
}

function lineRows(
  line: NumberedLine,
  viewer: ViewerState,
  { gutter, room, ellipsis }: TextLayout,
): RowContent[] {
  const whole = contentLine(line.text)
  const text = sliceText(whole, viewer.column)
  const pieces = viewer.wrap ? wrapText(text, room) : [text]
  const spans = spansOfLine(viewer.content, line.number) ?? []
  let end = 0
  return pieces.map((piece, at) => {
    const start = text.indexOf(piece, end)
    end = start + piece.length
    return {
      segments: [
        label(` ${(at === 0 ? String(line.number + 1) : '').padStart(gutter)}  `, 'dim'),
        ...styledText(piece, stylesOf(piece, viewer.column + start, spans, viewer.find)),
        ...(line.cut && at === pieces.length - 1 ? [label(ellipsis, 'dim')] : []),
      ],
    }
  })
}

/** The style of each character: what was found, else what it is in its language. */
function stylesOf(
  piece: DisplayText,
  from: number,
  spans: readonly Span[],
  find: string,
): (StyleName | undefined)[] {
  const styles = Array<StyleName | undefined>(piece.length).fill(undefined)
  for (const { start, end, style } of spans)
    if (end > from && start < from + piece.length) styles.fill(style, Math.max(0, start - from), end - from)
  const wanted = displayText(find)
  const searched = /[A-Z]/.test(wanted) ? piece : lowerAscii(piece)
  for (let at = wanted === '' ? -1 : searched.indexOf(wanted); at >= 0; ) {
    styles.fill('match', at, at + wanted.length)
    at = searched.indexOf(wanted, at + wanted.length)
  }
  return styles
}

/** Neighbours of one style are one segment. */
function styledText(text: DisplayText, styles: readonly (StyleName | undefined)[]): Segment[] {
  const segments: Segment[] = []
  let start = 0
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && styles[at] === styles[start]) continue
    segments.push({ text: sliceText(text, start, at), style: styles[start] })
    start = at
  }
  return segments
}

/** As long as it was: some letters beyond ASCII grow when their case changes. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}
