import { currentView, withView } from '../selectors/current.ts'
import type { ExploreView, State } from '../state.ts'
import type { Transition } from '../store.ts'
import { cancelFilter } from './filter-files.ts'
import { cancelFind } from './find-path.ts'
import { screenBeneath } from './show-screen.ts'

/** Esc takes one thing away, the last put on first, and never ends the program. */
export const peel: Transition = state => {
  switch (state.overlay.kind) {
    case 'find':
      return cancelFind(state)
    case 'filter':
      return cancelFilter(state)
    case 'help':
      return state.overlay.filter === ''
        ? { ...state, overlay: { kind: 'none' } }
        : { ...state, overlay: { kind: 'help', filter: '', top: 0 } }
    case 'pull':
      return { ...state, overlay: { kind: 'none' } }
    case 'none':
      return peelScreen(state)
    default:
      return state.overlay satisfies never
  }
}

function peelScreen(state: State): State {
  const { picker } = state
  if (state.screen.kind === 'picker' && picker.filter !== '')
    return { ...state, picker: { ...picker, filter: '', top: 0 } }
  const beneath = screenBeneath(state)
  if (beneath !== undefined) return { ...state, screen: beneath }
  const peeled = peelView(currentView(state))
  return peeled === undefined ? state : withView(state, () => peeled)
}

/** Search, filter, hidden statuses, zoom, and last the way back to the layers. */
function peelView(view: ExploreView): ExploreView | undefined {
  if (view.find !== '') return { ...view, find: '' }
  if (view.filter !== '') return { ...view, filter: '' }
  if (view.hidden.size > 0) return { ...view, hidden: new Set() }
  if (view.zoomed !== null) return { ...view, zoomed: null }
  if (view.focus !== 'layers') return { ...view, focus: 'layers' }
  return undefined
}
