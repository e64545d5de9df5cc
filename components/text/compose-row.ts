import type { Style, StyleName, Theme } from '../theme.ts'
import { fitSegments, segmentsWidth } from './fit-segments.ts'
import type { Segment } from './segment.ts'

/**
 * One row as a terminal draws it: exactly `width` columns, cut with an ellipsis or filled with spaces, every style
 * closed. `base` is the style of the whole row, filling included (a selection).
 */
export function composeRow(
  segments: readonly Segment[],
  width: number,
  theme: Theme,
  base: StyleName = 'plain',
): string {
  const outer = theme.styles[base]
  const shown = fitSegments(segments, width, theme.glyphs.ellipsis)
  const text = shown.map(segment => paint(segment, outer, theme)).join('')
  const filling = ' '.repeat(Math.max(0, width - segmentsWidth(shown)))
  return outer.open + text + filling + outer.close
}

/** A segment in its style; the row's own style is opened again, since closing "bold" inside closes it outside too. */
function paint(segment: Segment, outer: Style, theme: Theme): string {
  const style = theme.styles[segment.style ?? 'plain']
  if (outer.flat || style.open === '' || segment.text === '') return segment.text
  return style.open + segment.text + style.close + outer.open
}
