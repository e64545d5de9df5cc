import { displayText, joinText } from '../../src/report/display-name.ts'
import { takeStart } from '../../src/report/fit-text.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { Segment } from './segment.ts'

/** The columns the segments take side by side. */
export function segmentsWidth(segments: readonly Segment[]): number {
  return segments.reduce((width, segment) => width + textWidth(segment.text), 0)
}

/** The segments as they are, or what fits of them, the ellipsis in the style of the piece that was cut. */
export function fitSegments(
  segments: readonly Segment[],
  width: number,
  ellipsis: string,
): readonly Segment[] {
  if (segmentsWidth(segments) <= width) return segments
  const mark = displayText(textWidth(ellipsis) <= width ? ellipsis : '')
  const kept: Segment[] = []
  let room = width - textWidth(mark)
  for (const segment of segments) {
    const taken = textWidth(segment.text)
    if (taken > room) return [...kept, { ...segment, text: joinText(takeStart(segment.text, room), mark) }]
    kept.push(segment)
    room -= taken
  }
  return kept
}

/** `left` at the left edge, `right` whole at the right edge, so much of `left` as there is room for. */
export function spread(
  left: readonly Segment[],
  right: readonly Segment[],
  width: number,
  ellipsis: string,
): readonly Segment[] {
  const room = Math.max(0, width - segmentsWidth(right))
  const start = fitSegments(left, room, ellipsis)
  const gap = displayText(' '.repeat(room - segmentsWidth(start)))
  return [...start, { text: gap }, ...right]
}
