import { contentLine } from '../../src/report/content-text.ts'
import { type DisplayText, displayText, sliceText } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import { type NumberedLine, windowLines } from '../../src/store/selectors/viewer/window-lines.ts'
import type { ViewerState } from '../../src/store/viewer-state.ts'
import type { RowContent, Size } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'

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
  const text = sliceText(contentLine(line.text), viewer.column)
  const pieces = viewer.wrap ? wrapText(text, room) : [text]
  const pattern = viewer.find
  return pieces.map((piece, at) => ({
    segments: [
      label(` ${(at === 0 ? String(line.number + 1) : '').padStart(gutter)}  `, 'dim'),
      ...marked(piece, pattern),
      ...(line.cut && at === pieces.length - 1 ? [label(ellipsis, 'dim')] : []),
    ],
  }))
}

/** The text with every place that matches in a style of its own. */
function marked(text: DisplayText, find: string): Segment[] {
  const wanted = displayText(find)
  if (wanted === '') return [{ text }]
  const isSensitive = /[A-Z]/.test(wanted)
  const searched = isSensitive ? text : lowerAscii(text)
  const segments: Segment[] = []
  let end = 0
  for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, end)) {
    segments.push({ text: sliceText(text, end, at) })
    end = at + wanted.length
    segments.push({ text: sliceText(text, at, end), style: 'match' })
  }
  return [...segments, { text: sliceText(text, end) }]
}

/** As long as it was: some letters beyond ASCII grow when their case changes. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}
