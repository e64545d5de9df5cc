import { formatCount } from '../../src/report/format-number.ts'
import type { StyleName, Theme } from '../theme.ts'
import { composeRow } from './compose-row.ts'
import { fitSegments, segmentsWidth } from './fit-segments.ts'
import type { FrameGlyphs } from './glyphs.ts'
import { type Scroll, scrollThumb } from './scroll-bar.ts'
import { label, plainText, type Segment } from './segment.ts'

/** One row of content: what it says and, for a selection, the style of all of it. */
export interface RowContent {
  readonly segments: readonly Segment[]
  readonly base?: StyleName | undefined
}

/** A row ready for the terminal, and the words in it for screen readers. */
export interface ComposedRow {
  readonly ansi: string
  readonly plain: string
}

export interface Size {
  readonly columns: number
  readonly rows: number
}

export interface PaneContent {
  /** As in `1 Layers`: the digit that focuses the pane, and its name. */
  readonly title: readonly Segment[]
  /** At the right end of the upper edge, as in `by size ↓`. */
  readonly note?: readonly Segment[] | undefined
  /** At the right end of the lower edge, as in `5 of 20`. */
  readonly footer?: readonly Segment[] | undefined
  readonly rows: readonly RowContent[]
  readonly focused: boolean
  /** Draws a scroll bar on the right edge when not everything is visible. */
  readonly scroll?: Scroll | undefined
}

/**
 * A pane with its frame: `size.rows` rows of `size.columns` columns, two of each for the frame.
 *
 *   ┌ 1 Layers ────────── size ↓ ┐
 *   │ 0  203.8 MB  FROM          █
 *   │ 1  763.9 MB  RUN apt-get i…│
 *   └─────────────────── 2 of 20 ┘
 */
export function paneRows(pane: PaneContent, size: Size, theme: Theme): readonly ComposedRow[] {
  const frame = frameGlyphs(pane, theme)
  const upper = edgeRow(pane.title, pane.note ?? [], topCorners(frame), pane, size, theme)
  const lower = edgeRow([], pane.footer ?? [], bottomCorners(frame), pane, size, theme)
  const inside = paneInside(size)
  const content = Array.from({ length: inside.rows }, (_, at) => contentRow(pane, at, inside, theme))
  return [upper, ...content, lower].slice(0, size.rows)
}

/** The columns and rows a pane of this size has for its content. */
export function paneInside(size: Size): Size {
  return {
    columns: Math.max(0, size.columns - 2),
    rows: Math.max(0, size.rows - 2),
  }
}

/** One row of content without a frame: headers, status lines, overlays. */
export function composeContent(row: RowContent, columns: number, theme: Theme): ComposedRow {
  return {
    ansi: composeRow(row.segments, columns, theme, row.base),
    plain: plainText(row.segments).trimEnd(),
  }
}

/** `5 of 20`, for a footer; `index` counts from zero. */
export function positionFooter(index: number, total: number): readonly Segment[] {
  return total === 0 ? [] : [label(`${formatCount(index + 1)} of ${formatCount(total)}`, 'dim')]
}

type Corners = readonly [left: string, right: string]

const topCorners = (frame: FrameGlyphs): Corners => [frame.topLeft, frame.topRight]
const bottomCorners = (frame: FrameGlyphs): Corners => [frame.bottomLeft, frame.bottomRight]

/** An edge of the frame with words on it; the words at the right give way when there is no room. */
function edgeRow(
  left: readonly Segment[],
  right: readonly Segment[],
  corners: Corners,
  pane: PaneContent,
  size: Size,
  theme: Theme,
): ComposedRow {
  const style = frameStyle(pane)
  const room = Math.max(0, size.columns - 2)
  const start = spaced(fitSegments(left, room - 2, theme.glyphs.ellipsis))
  const end = segmentsWidth(start) + segmentsWidth(right) + 2 <= room ? spaced(right) : []
  const length = Math.max(0, room - segmentsWidth(start) - segmentsWidth(end))
  const line = label(frameGlyphs(pane, theme).horizontal.repeat(length), style)
  const segments = [label(corners[0], style), ...start, line, ...end, label(corners[1], style)]
  return {
    ansi: composeRow(segments, size.columns, theme),
    plain: plainText([...start, ...end]).trim(),
  }
}

/** Words on an edge, with a space on both sides. */
function spaced(words: readonly Segment[]): readonly Segment[] {
  return words.length === 0 ? [] : [label(' '), ...words, label(' ')]
}

function contentRow(pane: PaneContent, at: number, inside: Size, theme: Theme): ComposedRow {
  const side = theme.styles[frameStyle(pane)]
  const content = composeContent(pane.rows[at] ?? { segments: [] }, inside.columns, theme)
  const { vertical } = frameGlyphs(pane, theme)
  const left = side.open + vertical + side.close
  const right =
    side.open + (isThumb(pane.scroll, at, inside.rows) ? theme.glyphs.scrollThumb : vertical) + side.close
  return { ansi: left + content.ansi + right, plain: content.plain }
}

/** Whether the scroll bar, which is the right edge, is thick in this row. */
function isThumb(scroll: Scroll | undefined, at: number, height: number): boolean {
  const thumb = scroll && scrollThumb(scroll, height)
  return thumb !== undefined && at >= thumb.first && at < thumb.first + thumb.length
}

function frameGlyphs(pane: PaneContent, { glyphs }: Theme): FrameGlyphs {
  return pane.focused ? glyphs.frameFocused : glyphs.frame
}

function frameStyle(pane: PaneContent): StyleName {
  return pane.focused ? 'frameFocused' : 'frame'
}
