import { currentView } from '../selectors/current.ts'
import type { Transition } from '../store.ts'
import { focusPane } from './focus-pane.ts'
import { stepIn, stepOut, toggleFold } from './fold-directory.ts'

/** Enter goes in: from a layer to its files, into a directory. */
export const enter: Transition = state =>
  currentView(state).focus === 'files' ? toggleFold(state) : focusPane(state, 'files')

/** → : into the directory; from the left column to the files. */
export const goIn: Transition = state =>
  currentView(state).focus === 'files' ? stepIn(state) : focusPane(state, 'files')

/** ← : out of the directory; from the tree's root, and from the instruction, to the layers. */
export const goOut: Transition = state => {
  if (currentView(state).focus !== 'files') return focusPane(state, 'layers')
  const out = stepOut(state)
  return currentView(out).cursor === currentView(state).cursor &&
    currentView(out).folds === currentView(state).folds
    ? focusPane(state, 'layers')
    : out
}
