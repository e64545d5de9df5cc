import { withView } from '../selectors/current.ts'
import type { Transition } from '../store.ts'

/** The pane with the keys takes the whole screen, or gives it back. */
export const toggleZoom: Transition = state =>
  withView(state, view => ({ ...view, zoomed: view.zoomed === null ? view.focus : null }))
