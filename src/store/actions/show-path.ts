import { parentPath, ROOT, type TreePath } from '../../image/tree-path.ts'
import { currentView, withView } from '../selectors/current.ts'
import { filesPane } from '../selectors/files-pane.ts'
import type { Fold, State } from '../state.ts'
import type { Transition } from '../store.ts'
import { selectFileRow } from './move-cursor.ts'

/** Puts the cursor on a path, opening the directories above it as far as they are closed. */
export const showPath: Transition<[path: TreePath]> = (state, path) => {
  const opened = withView(state, view => ({ ...view, cursor: path, folds: openAbove(state, path) }))
  const pane = filesPane(opened)
  return pane === undefined ? opened : selectFileRow(opened, pane.row)
}

function openAbove(state: State, path: TreePath): ReadonlyMap<TreePath, Fold> {
  const folds = new Map(currentView(state).folds)
  for (let above = path; above !== ROOT; ) {
    above = parentPath(above)
    folds.set(above, 'open')
  }
  return folds
}
