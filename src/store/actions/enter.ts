import { currentView } from '../selectors/current.ts'
import type { Transition } from '../store.ts'
import { focusPane } from './focus-pane.ts'
import { toggleFold } from './fold-directory.ts'

/** Enter goes in: from a layer to its files, into a directory. */
export const enter: Transition = state => {
  if (currentView(state).focus !== 'files') return focusPane(state, 'files')
  return toggleFold(state)
}
