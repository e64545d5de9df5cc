import type { ExploreView, Pane, TerminalSize } from '../state.ts'
import { clamp } from './scroll.ts'

/** A rectangle of terminal cells; the top left cell of the screen is 0, 0. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where the panes of the explore screen are; one that does not fit (or is zoomed away) has no rectangle. */
export type PaneRects = Partial<Readonly<Record<Pane, Rect>>>

/** Below this nothing is drawn but a request for a larger window. */
export const SMALLEST: TerminalSize = { columns: 40, rows: 10 }

/** Narrower than this, panes lie above each other. */
const TWO_COLUMNS = 76

/** The panes between header and status line, for a list of so many steps (0: not known yet). */
export function explorePanes({ columns, rows }: TerminalSize, view: ExploreView, steps: number): PaneRects {
  const body = { x: 0, y: 1, width: columns, height: rows - 2 }
  if (view.zoomed !== null) return { [view.zoomed]: body }
  return body.width < TWO_COLUMNS ? stackedPanes(body, view) : columnPanes(body, view, steps)
}

/** Layers over the instruction on the left, files on the right. */
function columnPanes(body: Rect, view: ExploreView, steps: number): PaneRects {
  const left = clamp(Math.round((body.width * view.divider) / 100), 30, body.width - 30)
  const below = instructionHeight(body.height, steps)
  const { x, y } = body
  return {
    layers: { x, y, width: left, height: body.height - below },
    instruction: { x, y: y + body.height - below, width: left, height: below },
    files: { x: x + left, y, width: body.width - left, height: body.height },
  }
}

/**
 * What the list of steps leaves, from a quarter to half of the height; four lines of text at least, but never the
 * last line of the list.
 */
function instructionHeight(height: number, steps: number): number {
  const left = steps === 0 ? 0 : height - steps - FRAME
  const wanted = Math.max(FRAME + 4, clamp(left, Math.round(height / 4), Math.floor(height / 2)))
  return Math.min(wanted, height - FRAME - 1)
}

const FRAME = 2

/** Narrow windows: layers above files; the instruction is a key away (zoom, or its digit). */
function stackedPanes(body: Rect, view: ExploreView): PaneRects {
  if (view.focus === 'instruction') return { instruction: body }
  const above = heightAbove(body.height, view.focus === 'files')
  return {
    layers: { ...body, height: above },
    files: { ...body, y: body.y + above, height: body.height - above },
  }
}

/** The upper pane's share; on a very small screen the pane without the keys keeps one line. */
function heightAbove(height: number, filesFocused: boolean): number {
  if (height < 16) return filesFocused ? FRAME + 1 : height - FRAME - 1
  return Math.floor(height * 0.4)
}
