import { contentsView } from '../selectors/contents-layout.ts'
import { currentView, withView } from '../selectors/current.ts'
import type { ExploreView, State } from '../state.ts'
import type { Transition } from '../store.ts'
import { cancelFilterInCompare } from './compare/filter-compare.ts'
import { cancelFindInCompare } from './compare/find-in-compare.ts'
import { peelCompare } from './compare/peel-compare.ts'
import { cancelPackageFind } from './contents-list.ts'
import { cancelFilter } from './filter-files.ts'
import { cancelFind } from './find-path.ts'
import { closeScreen } from './show-screen.ts'
import { cancelTextFind } from './viewer/find-in-content.ts'
import { stopWork } from './work.ts'

/** Esc takes one thing away, the last put on first, and never ends the program. */
export const peel: Transition = state => {
  switch (state.overlay.kind) {
    case 'find':
      return state.screen.kind === 'compare' ? cancelFindInCompare(state) : cancelFind(state)
    case 'findText':
      return cancelTextFind(state)
    case 'findPackage':
      return cancelPackageFind(state)
    case 'filter':
      return state.screen.kind === 'compare' ? cancelFilterInCompare(state) : cancelFilter(state)
    case 'help':
      return state.overlay.filter === ''
        ? { ...state, overlay: { kind: 'none' } }
        : { ...state, overlay: { kind: 'help', filter: '', top: 0 } }
    case 'explain':
    case 'pull':
    case 'lend':
    case 'extract':
      return { ...state, overlay: { kind: 'none' } }
    case 'none':
      return state.work === null ? peelScreen(state) : stopWork(state)
    default:
      return state.overlay satisfies never
  }
}

function peelScreen(state: State): State {
  const { picker } = state
  if (state.screen.kind === 'picker') {
    if (picker.filter !== '') return { ...state, picker: { ...picker, filter: '', top: 0 } }
    if (picker.marked.size > 0) return { ...state, picker: { ...picker, marked: new Set() } }
  }
  const peeled = peelChoices(state)
  if (peeled !== undefined) return peeled
  return closeScreen(state) ?? state
}

/** The choices of a screen come off one by one before the screen does. */
function peelChoices(state: State): State | undefined {
  switch (state.screen.kind) {
    case 'compare':
      return peelCompare(state)
    case 'table':
      return state.table.marked.size === 0
        ? undefined
        : { ...state, table: { ...state.table, marked: new Set() } }
    case 'explore': {
      const view = peelView(currentView(state))
      if (view !== undefined) return withView(state, () => view)
      return state.marked === null ? undefined : { ...state, marked: null }
    }
    case 'viewer':
      return state.viewer.find === '' ? undefined : cancelTextFind(state)
    case 'contents':
      return contentsView(state).find === '' ? undefined : cancelPackageFind(state)
    case 'picker':
    case 'waste':
    case 'config':
    case 'doctor':
    case 'differences':
    case 'cache':
      return undefined
    default:
      return state.screen satisfies never
  }
}

/** Search, filter, hidden statuses, zoom, and last the way back to the layers. */
function peelView(view: ExploreView): ExploreView | undefined {
  if (view.find !== '') return { ...view, find: '', awaitedFinds: [] }
  if (view.filter !== '' || view.awaitedFilter !== null) return { ...view, filter: '', awaitedFilter: null }
  if (view.hidden.size > 0) return { ...view, hidden: new Set() }
  if (view.zoomed !== null) return { ...view, zoomed: null }
  if (view.focus !== 'layers') return { ...view, focus: 'layers' }
  return undefined
}
