import type { TreePath } from '../../image/tree-path.ts'
import { nodePath } from '../../tree/overlay.ts'
import type { TreeView } from '../../tree/tree-view.ts'
import type { State, TerminalSize } from '../state.ts'
import { currentImage, currentView } from './current.ts'
import type { FileLines } from './file-lines.ts'
import { fileRows, rowOfPath } from './file-rows.ts'
import { activeMatch } from './filter-match.ts'
import { shownTree } from './shown-tree.ts'

/** The files pane as it stands: the tree, its lines, and the line under the cursor. */
export interface FilesPane {
  readonly view: TreeView
  readonly rows: FileLines
  readonly row: number
}

/** `undefined` while there is no tree to show. */
export function filesPane(state: State): FilesPane | undefined {
  const choices = currentView(state)
  const shown = shownTree(currentImage(state), choices)
  if (shown.kind === 'empty') return undefined
  const rows = fileRows(shown.view, {
    ...choices,
    match: activeMatch(choices.filter),
    room: roomForTree(state.terminal),
  })
  const { cursor } = choices
  const last = kept.get(rows)
  if (last?.cursor === cursor) return last.pane
  const row = rowOfPath(shown.view, rows, cursor)
  const pane = last?.pane.row === row ? last.pane : { view: shown.view, rows, row }
  kept.set(rows, { cursor, pane })
  return pane
}

/** About the lines the pane has on such a terminal. Not the pane's own height: zooming must not unfold anything. */
function roomForTree({ rows }: TerminalSize): number {
  return Math.max(16, rows - 5)
}

/** The last answer for the same lines, so that what shows it knows that nothing changed. */
const kept = new WeakMap<FileLines, { readonly cursor: TreePath; readonly pane: FilesPane }>()

/** The path of the line under the cursor; the cursor itself may be on a path that no line shows now. */
export function shownCursor(state: State): TreePath {
  const pane = filesPane(state)
  return (pane && pathOfRow(pane, pane.row)) ?? currentView(state).cursor
}

/** The path a line stands for. */
export function pathOfRow({ view, rows }: FilesPane, row: number): TreePath | undefined {
  const node = rows.at(row)?.node
  return node === undefined ? undefined : nodePath(view.overlay, node)
}
