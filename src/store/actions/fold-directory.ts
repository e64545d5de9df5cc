import type { TreePath } from '../../image/tree-path.ts'
import { parentPath, ROOT } from '../../image/tree-path.ts'
import { nodePath } from '../../tree/overlay.ts'
import { currentView, withView } from '../selectors/current.ts'
import { type FilesPane, filesPane } from '../selectors/files-pane.ts'
import type { Fold, State } from '../state.ts'
import type { Transition } from '../store.ts'
import { moveCursor } from './move-cursor.ts'
import { showPath } from './show-path.ts'

/** Opens the directory under the cursor, or closes it. */
export const toggleFold: Transition = state => {
  const pane = filesPane(state)
  const path = pane === undefined ? undefined : directoryUnderCursor(pane)
  if (pane === undefined || path === undefined) return state
  return withFold(state, path, pane.rows.at(pane.row)?.open === true ? 'closed' : 'open')
}

/** → : opens a closed directory; in an open one goes to its first line. */
export const stepIn: Transition = state => {
  const pane = filesPane(state)
  if (pane === undefined || directoryUnderCursor(pane) === undefined) return state
  return pane.rows.at(pane.row)?.open === true ? moveCursor(state, 1) : toggleFold(state)
}

/** ← : closes an open directory; from anything else goes to the directory it is in. */
export const stepOut: Transition = state => {
  const pane = filesPane(state)
  if (pane === undefined) return state
  if (pane.rows.at(pane.row)?.open === true) return toggleFold(state)
  return showPath(state, parentOfLine(pane))
}

/** Opens every directory, or closes all of them. */
export const foldAll: Transition<[fold: Fold]> = (state, fold) =>
  withView(state, view => ({ ...view, foldAll: fold, folds: fold === 'closed' ? ROOT_OPEN : new Map() }))

const ROOT_OPEN: ReadonlyMap<TreePath, Fold> = new Map([[ROOT, 'open']])

function directoryUnderCursor({ view, rows, row }: FilesPane): TreePath | undefined {
  const line = rows.at(row)
  return line?.foldable === true ? nodePath(view.overlay, line.node) : undefined
}

/** The directory above the line: above the whole chain when the line shows several directories. */
function parentOfLine({ view, rows, row }: FilesPane): TreePath {
  return parentPath(nodePath(view.overlay, rows.at(row)?.first ?? 0))
}

function withFold(state: State, path: TreePath, fold: Fold): State {
  const folds = new Map(currentView(state).folds).set(path, fold)
  return withView(state, view => ({ ...view, folds }))
}
