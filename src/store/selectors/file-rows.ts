import { byteString } from '../../image/byte-string.ts'
import { parseTreePath, type TreePath } from '../../image/tree-path.ts'
import { findNode } from '../../tree/overlay.ts'
import type { TreeView } from '../../tree/tree-view.ts'
import type { ExploreView } from '../state.ts'
import { compareNodes } from './compare-nodes.ts'
import { FileLines } from './file-lines.ts'
import { matchingNodes } from './matching-nodes.ts'
import { type FoldChoice, openDirectories } from './open-directories.ts'
import { openLines } from './open-lines.ts'

export interface RowChoice extends FoldChoice, Pick<ExploreView, 'sort' | 'hidden'> {}

const kept = new WeakMap<TreeView, { choice: RowChoice; rows: FileLines }>()

/** The lines of the files pane; the last answer for a tree is kept. */
export function fileRows(view: TreeView, choice: RowChoice): FileLines {
  const last = kept.get(view)
  if (last !== undefined && isSameChoice(last.choice, choice)) return last.rows
  const rows = layRows(view, choice)
  kept.set(view, { choice, rows })
  return rows
}

function isSameChoice(one: RowChoice, other: RowChoice): boolean {
  return (
    one.foldAll === other.foldAll &&
    one.folds === other.folds &&
    one.sort === other.sort &&
    one.hidden === other.hidden &&
    one.match === other.match &&
    one.room === other.room
  )
}

function layRows(view: TreeView, choice: RowChoice): FileLines {
  const passes = matchingNodes(view, choice.match, choice.hidden)
  const open = openDirectories(view, choice)
  return new FileLines({
    view,
    passes,
    compare: compareNodes(view, choice.sort),
    open,
    whole: open.untouched === 'open' ? openLines(view, passes) : null,
  })
}

/** The line a path is on, else the line of the nearest directory above it that has one. */
export function rowOfPath(view: TreeView, rows: FileLines, path: TreePath): number {
  return rows.lineOf(nearestNode(view, path))
}

function nearestNode(view: TreeView, path: TreePath): number {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const node = findNode(view.overlay, parseTreePath(byteString(path.slice(0, end))))
    if (node !== undefined) return node
  }
  return 0
}
