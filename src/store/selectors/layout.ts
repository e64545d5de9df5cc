import type { Pane, State } from '../state.ts'
import { currentImage, currentView } from './current.ts'
import { explorePanes, type PaneRects, type Rect } from './explore-panes.ts'
import { shownSteps } from './shown-steps.ts'

/** Where everything is. */
export interface Layout {
  readonly header: Rect
  readonly panes: PaneRects
  readonly status: Rect
}

export function exploreLayout(state: State): Layout {
  const { columns, rows } = state.terminal
  const header = { x: 0, y: 0, width: columns, height: 1 }
  const status = { x: 0, y: rows - 1, width: columns, height: 1 }
  return { header, status, panes: explorePanes(state.terminal, currentView(state), countSteps(state)) }
}

function countSteps(state: State): number {
  return shownSteps(currentImage(state), currentView(state))?.rows.length ?? 0
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
