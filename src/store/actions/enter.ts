import { currentView } from '../selectors/current.ts'
import { filesPane } from '../selectors/files-pane.ts'
import type { Transition } from '../store.ts'
import { focusPane } from './focus-pane.ts'
import { closeBase, openBase } from './fold-base.ts'
import { stepIn, stepOut, toggleFold } from './fold-directory.ts'
import { openViewer } from './viewer/open-viewer.ts'

/** Enter goes in: from a layer to its files, into a directory, into a file. */
export const enter: Transition = state => {
  const { focus } = currentView(state)
  if (focus !== 'files')
    return (focus === 'layers' ? openBase(state) : undefined) ?? focusPane(state, 'files')
  const pane = filesPane(state)
  return pane === undefined || pane.rows.at(pane.row)?.foldable === true
    ? toggleFold(state)
    : openViewer(state)
}

/** Space opens or closes: a directory, and in the layers the base image. */
export const toggle: Transition = state =>
  currentView(state).focus === 'layers' ? (openBase(state) ?? closeBase(state) ?? state) : toggleFold(state)

/** → : into the directory; from the left column to the files, by way of a folded base. */
export const goIn: Transition = state => {
  const { focus } = currentView(state)
  if (focus === 'files') return stepIn(state)
  return (focus === 'layers' ? openBase(state) : undefined) ?? focusPane(state, 'files')
}

/** ← : out of the directory; from the tree's root, and from the instruction, to the layers; there it folds the base. */
export const goOut: Transition = state => {
  if (currentView(state).focus === 'layers') return closeBase(state) ?? state
  const pane = currentView(state).focus === 'files' ? filesPane(state) : undefined
  return pane === undefined || pane.row === 0 ? focusPane(state, 'layers') : stepOut(state)
}
