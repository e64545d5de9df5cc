import { currentCompare, withCompare } from '../../selectors/compare/pair.ts'
import { PANES } from '../../selectors/layout.ts'
import type { Pane } from '../../state.ts'
import type { Transition } from '../../store.ts'

/** Gives a pane the keys; a zoomed screen shows the pane that has them. */
export const focusInCompare: Transition<[pane: Pane]> = (state, pane) =>
  withCompare(state, view => ({
    ...view,
    focus: pane,
    about: pane === 'instruction' ? view.about : pane,
    zoomed: view.zoomed === null ? null : pane,
  }))

/** The next pane in reading order, or the one before with −1. */
export const focusNextInCompare: Transition<[step: 1 | -1]> = (state, step) => {
  const at = PANES.indexOf(currentCompare(state).focus)
  const next = PANES[(at + step + PANES.length) % PANES.length]
  return next === undefined ? state : focusInCompare(state, next)
}

/** The pane with the keys takes the whole screen, or gives it back. */
export const zoomCompare: Transition = state =>
  withCompare(state, view => ({ ...view, zoomed: view.zoomed === null ? view.focus : null }))
