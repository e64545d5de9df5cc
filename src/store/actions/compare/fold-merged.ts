import { parentPath, ROOT, type TreePath } from '../../../image/tree-path.ts'
import { isDirectoryRow, rowPath } from '../../../tree/merged-tree.ts'
import { type MergedPane, mergedPane } from '../../selectors/compare/merged-pane.ts'
import { currentCompare, withCompare } from '../../selectors/compare/pair.ts'
import type { Fold } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { focusInCompare } from './focus-in-compare.ts'
import { moveInCompare } from './move-in-compare.ts'
import { showMergedPath } from './show-merged-path.ts'

/** Enter: from the layers to the files; opens or closes a directory; of a file, to what differs in it. */
export const enterCompare: Transition = state => {
  if (currentCompare(state).focus !== 'files') return focusInCompare(state, 'files')
  const pane = mergedPane(state)
  if (pane === undefined) return state
  return directoryUnderCursor(pane) === undefined ? focusInCompare(state, 'instruction') : toggleMerged(state)
}

/** Opens the directory under the cursor, or closes it. */
export const toggleMerged: Transition = state => {
  const pane = mergedPane(state)
  const path = pane === undefined ? undefined : directoryUnderCursor(pane)
  if (pane === undefined || path === undefined) return state
  const fold = pane.lines.open[pane.line] === true ? 'closed' : 'open'
  return withCompare(state, view => ({ ...view, folds: new Map(view.folds).set(path, fold) }))
}

/** → : opens a closed directory, goes into an open one; from the layers to the files. */
export const stepInCompare: Transition = state => {
  if (currentCompare(state).focus !== 'files') return focusInCompare(state, 'files')
  const pane = mergedPane(state)
  if (pane === undefined || directoryUnderCursor(pane) === undefined) return state
  return pane.lines.open[pane.line] === true ? moveInCompare(state, 1) : toggleMerged(state)
}

/** ← : closes an open directory, else goes to the one it is in; from the root to the layers. */
export const stepOutOfCompare: Transition = state => {
  const { focus, about } = currentCompare(state)
  const pane = mergedPane(state)
  if (focus === 'instruction') return focusInCompare(state, about)
  if (pane === undefined || focus === 'layers' || pane.line === 0) return focusInCompare(state, 'layers')
  if (pane.lines.open[pane.line] === true) return toggleMerged(state)
  return showMergedPath(state, parentPath(rowPath(pane.tree, pane.lines.firsts[pane.line] ?? 0)))
}

/** Opens every directory, or closes all of them. */
export const foldAllMerged: Transition<[fold: Fold]> = (state, fold) =>
  withCompare(state, view => ({ ...view, foldAll: fold, folds: fold === 'closed' ? ROOT_OPEN : new Map() }))

const ROOT_OPEN: ReadonlyMap<TreePath, Fold> = new Map([[ROOT, 'open']])

function directoryUnderCursor({ tree, lines, line }: MergedPane): TreePath | undefined {
  const row = lines.rows[line]
  return row !== undefined && isDirectoryRow(tree, row) ? rowPath(tree, row) : undefined
}
