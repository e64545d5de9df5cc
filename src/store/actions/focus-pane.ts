import { currentView, withView } from '../selectors/current.ts'
import { PANES } from '../selectors/layout.ts'
import type { Pane } from '../state.ts'
import type { Transition } from '../store.ts'

/** Gives a pane the keys; a zoomed screen shows the pane that has them. */
export const focusPane: Transition<[pane: Pane]> = (state, pane) =>
  withView(state, view => ({ ...view, focus: pane, zoomed: view.zoomed === null ? null : pane }))

/** The next pane in reading order, or the one before with −1. */
export const focusNext: Transition<[step: 1 | -1]> = (state, step) => {
  const at = PANES.indexOf(currentView(state).focus)
  const next = PANES[(at + step + PANES.length) % PANES.length]
  return next === undefined ? state : focusPane(state, next)
}
