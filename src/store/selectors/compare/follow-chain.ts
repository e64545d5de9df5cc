import { childRows, isDirectoryRow, type MergedTree } from '../../../tree/merged-tree.ts'
import type { ShownState } from '../../compare-state.ts'
import { shownState } from './matching-rows.ts'

/** Directories that hold nothing but one directory with the same state; the root has a line of its own. */
export function followChain(tree: MergedTree, start: number, shows: (row: number) => boolean): number {
  let last = start
  while (last !== 0 && isDirectoryRow(tree, last)) {
    const [only, second] = childRows(tree, last).filter(shows)
    if (only === undefined || second !== undefined || !isDirectoryRow(tree, only)) return last
    if (chainState(tree, only) !== chainState(tree, last)) return last
    last = only
  }
  return last
}

/** The time of a directory changes with what is in it, and tells nothing of its own. */
function chainState(tree: MergedTree, row: number): ShownState {
  const state = shownState(tree, row)
  return state === 'timesOnly' ? 'same' : state
}
