import type { ExploreView, Pane, State, TerminalSize } from '../state.ts'
import { currentImage, currentView } from './current.ts'
import { clamp } from './scroll.ts'
import { shownSteps } from './shown-steps.ts'

/** A rectangle of terminal cells; the top left cell of the screen is 0, 0. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where everything is. A pane that does not fit (or is zoomed away) has no rectangle. */
export interface Layout {
  readonly header: Rect
  readonly panes: Partial<Readonly<Record<Pane, Rect>>>
  readonly status: Rect
}

/** Below this nothing is drawn but a request for a larger window. */
export const SMALLEST: TerminalSize = { columns: 40, rows: 10 }

/** Narrower than this, panes lie above each other. */
const TWO_COLUMNS = 76

export function exploreLayout(state: State): Layout {
  const { columns, rows } = state.terminal
  const header = { x: 0, y: 0, width: columns, height: 1 }
  const status = { x: 0, y: rows - 1, width: columns, height: 1 }
  const body = { x: 0, y: 1, width: columns, height: rows - 2 }
  return { header, status, panes: panesIn(body, currentView(state), countSteps(state)) }
}

function countSteps(state: State): number {
  return shownSteps(currentImage(state), currentView(state))?.rows.length ?? 0
}

function panesIn(body: Rect, view: ExploreView, steps: number): Layout['panes'] {
  if (view.zoomed !== null) return { [view.zoomed]: body }
  return body.width < TWO_COLUMNS ? stackedPanes(body, view) : columnPanes(body, view, steps)
}

/** Layers over the instruction on the left, files on the right. */
function columnPanes(body: Rect, view: ExploreView, steps: number): Layout['panes'] {
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
function stackedPanes(body: Rect, view: ExploreView): Layout['panes'] {
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

/** Rows a bordered pane has for its content. */
export function innerHeight(rect: Rect | undefined): number {
  return rect === undefined ? 0 : Math.max(0, rect.height - 2)
}

/** The pane under a cell, and the content row there. */
export function paneAt(
  layout: Layout,
  x: number,
  y: number,
): { readonly pane: Pane; readonly row: number } | undefined {
  for (const pane of PANES) {
    const rect = layout.panes[pane]
    if (rect !== undefined && isInside(rect, x, y)) return { pane, row: y - rect.y - 1 }
  }
  return undefined
}

export const PANES: readonly Pane[] = ['layers', 'files', 'instruction']

function isInside(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
}
