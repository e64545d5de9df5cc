import type { Change } from '../../tree/change.ts'
import { withView } from '../selectors/current.ts'
import type { Transition } from '../store.ts'

/** Shows or hides the paths with one change. */
export const toggleChange: Transition<[change: Change]> = (state, change) =>
  withView(state, view => {
    const hidden = new Set(view.hidden)
    if (!hidden.delete(change)) hidden.add(change)
    return { ...view, hidden }
  })
