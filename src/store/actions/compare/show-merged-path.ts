import { parentPath, ROOT, type TreePath } from '../../../image/tree-path.ts'
import { mergedPane } from '../../selectors/compare/merged-pane.ts'
import { currentCompare, withCompare } from '../../selectors/compare/pair.ts'
import type { Fold, State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { selectLine } from './move-in-compare.ts'

/** Puts the cursor on a path of the merged tree, opening the directories above it as far as they are closed. */
export const showMergedPath: Transition<[path: TreePath]> = (state, path) => {
  const opened = withCompare(state, view => ({ ...view, cursor: path, folds: openAbove(state, path) }))
  const pane = mergedPane(opened)
  return pane === undefined
    ? opened
    : withCompare(selectLine(opened, pane.line), view => ({ ...view, cursor: path }))
}

/** The same value when nothing is to be opened: lines are laid out anew for another. */
function openAbove(state: State, path: TreePath): ReadonlyMap<TreePath, Fold> {
  const { folds } = currentCompare(state)
  const closed: TreePath[] = []
  for (let above = path; above !== ROOT; ) {
    above = parentPath(above)
    if (folds.get(above) !== 'open') closed.push(above)
  }
  return closed.length === 0 ? folds : new Map([...folds, ...closed.map(each => [each, 'open'] as const)])
}
