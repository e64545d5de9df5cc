import type { TreePath } from '../../image/tree-path.ts'
import { nodePath } from '../../tree/overlay.ts'
import type { TreeView } from '../../tree/tree-view.ts'
import type { State } from '../state.ts'
import { currentImage, currentView } from './current.ts'
import { type FileRows, fileRows, rowOfPath } from './file-rows.ts'
import { activeMatch } from './filter-match.ts'
import { shownTree } from './shown-tree.ts'

/** The files pane as it stands: the tree, its lines, and the line under the cursor. */
export interface FilesPane {
  readonly view: TreeView
  readonly rows: FileRows
  readonly row: number
}

/** `undefined` while there is no tree to show. */
export function filesPane(state: State): FilesPane | undefined {
  const choices = currentView(state)
  const shown = shownTree(currentImage(state), choices)
  if (shown.kind === 'empty') return undefined
  const rows = fileRows(shown.view, { ...choices, match: activeMatch(choices.filter) })
  return { view: shown.view, rows, row: rowOfPath(shown.view, rows, choices.cursor) }
}

/** The path a line stands for. */
export function pathOfRow({ view, rows }: FilesPane, row: number): TreePath | undefined {
  const node = rows.nodes[row]
  return node === undefined ? undefined : nodePath(view.overlay, node)
}
