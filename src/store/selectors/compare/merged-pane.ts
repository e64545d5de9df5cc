import type { TreePath } from '../../../image/tree-path.ts'
import { type MergedTree, rowPath } from '../../../tree/merged-tree.ts'
import type { State } from '../../state.ts'

import { comparedPair } from './comparison.ts'
import { lineOfPath, type MergedRows, mergedRows } from './merged-rows.ts'
import { currentCompare, currentPair } from './pair.ts'

/** The merged tree as it stands on screen: its lines, and the line under the cursor. */
export interface MergedPane {
  readonly tree: MergedTree
  readonly lines: MergedRows
  readonly line: number
}

/** `undefined` while there is no tree to show. */
export function mergedPane(state: State): MergedPane | undefined {
  const pair = currentPair(state)
  const tree = pair === undefined ? undefined : comparedPair(state, pair)?.tree
  if (tree === undefined || tree === null) return undefined
  const { foldAll, folds, sort, hidden, filter, cursor } = currentCompare(state)
  const room = roomForTree(state)
  const lines = mergedRows(tree, { foldAll, folds, sort, hidden, filter, room })
  const line = lineOfPath(tree, lines, cursor)
  const last = kept.get(lines)
  if (last?.line === line) return last
  const pane = { tree, lines, line }
  kept.set(lines, pane)
  return pane
}

/** About the lines the pane has on such a terminal; zooming must not unfold anything. */
function roomForTree({ terminal: { columns, rows } }: State): number {
  return Math.max(10, columns >= 160 ? rows - 5 : Math.floor(rows * 0.45))
}

const kept = new WeakMap<MergedRows, MergedPane>()

/** The path a line stands for. */
export function pathOfLine({ tree, lines }: MergedPane, line: number): TreePath | undefined {
  const row = lines.rows[line]
  return row === undefined ? undefined : rowPath(tree, row)
}
