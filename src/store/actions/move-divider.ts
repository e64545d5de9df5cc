import { withView } from '../selectors/current.ts'
import { clamp } from '../selectors/scroll.ts'
import type { Transition } from '../store.ts'

/** Widens the left column by so many percent of the screen. */
export const moveDivider: Transition<[percent: number]> = (state, percent) =>
  withView(state, view => ({ ...view, divider: clamp(view.divider + percent, 20, 80) }))

/** The mouse takes the divider, or lets it go. */
export const holdDivider: Transition<[dragging: boolean]> = (state, dragging) => ({ ...state, dragging })

/** Puts the divider where the mouse holds it. */
export const dragDivider: Transition<[column: number]> = (state, column) =>
  withView(state, view => ({ ...view, divider: clamp((column / state.terminal.columns) * 100, 20, 80) }))
