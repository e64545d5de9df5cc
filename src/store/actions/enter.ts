import { currentView } from '../selectors/current.ts'
import { filesPane } from '../selectors/files-pane.ts'
import type { Transition } from '../store.ts'
import { focusPane } from './focus-pane.ts'
import { stepIn, stepOut, toggleFold } from './fold-directory.ts'
import { openViewer } from './viewer/open-viewer.ts'

/** Enter goes in: from a layer to its files, into a directory, into a file. */
export const enter: Transition = state => {
  if (currentView(state).focus !== 'files') return focusPane(state, 'files')
  const pane = filesPane(state)
  return pane === undefined || pane.rows.foldable[pane.row] === true ? toggleFold(state) : openViewer(state)
}

/** → : into the directory; from the left column to the files. */
export const goIn: Transition = state =>
  currentView(state).focus === 'files' ? stepIn(state) : focusPane(state, 'files')

/** ← : out of the directory; from the tree's root, and from the instruction, to the layers. */
export const goOut: Transition = state => {
  const pane = currentView(state).focus === 'files' ? filesPane(state) : undefined
  return pane === undefined || pane.row === 0 ? focusPane(state, 'layers') : stepOut(state)
}
