import { isDirectoryRow, type MergedTree } from '../../../tree/merged-tree.ts'
import type { CompareSort } from '../../compare-state.ts'
import { followChain } from './follow-chain.ts'
import { sortedChildren, turnover } from './row-order.ts'

/** A directory with this share of all that differs is worth opening by itself. */
const WORTH = 0.03

/** How much of all that differs the first lines must tell of: what is opened pushes its neighbours down. */
const COVERED = 0.85

/** Always the directory in which most bytes came or went, while the first `room` lines still tell of nearly all. */
export function unfoldLargest(tree: MergedTree, room: number, shows: (row: number) => boolean): Set<number> {
  const bytes = turnover(tree)
  const weight = (row: number) => bytes[row] ?? 0
  const kept = new Map<number, readonly number[]>()
  const childrenOf = (row: number) => {
    const children = kept.get(row) ?? sortedChildren(tree, row, LARGEST_FIRST).filter(shows)
    kept.set(row, children)
    return children
  }
  const open = new Set([0])
  let candidates = childrenOf(0).filter(row => isDirectoryRow(tree, row))
  for (;;) {
    const largest = candidates.reduce(
      (best, row) => (weight(row) > weight(best) ? row : best),
      candidates[0] ?? -1,
    )
    if (largest < 0 || weight(largest) < weight(0) * WORTH) return open
    open.add(largest)
    const lines = firstLines(tree, room, open, childrenOf, shows)
    const isCovered = lines.reduce((sum, row) => sum + weight(row), 0) >= weight(0) * COVERED
    if (!isCovered) open.delete(largest)
    const inside = isCovered ? childrenOf(largest).filter(row => isDirectoryRow(tree, row)) : []
    candidates = candidates.filter(row => row !== largest).concat(inside)
  }
}

const LARGEST_FIRST: CompareSort = { by: 'difference', reversed: false }

/** What the first `room` lines stand for: files and closed directories; of an open one, what is in it. */
function firstLines(
  tree: MergedTree,
  room: number,
  open: ReadonlySet<number>,
  childrenOf: (row: number) => readonly number[],
  shows: (row: number) => boolean,
): number[] {
  const pending = [0]
  const closed: number[] = []
  for (let line = 0; line < room; line++) {
    const next = pending.pop()
    if (next === undefined) return closed
    const row = followChain(tree, next, shows)
    if (open.has(row)) pending.push(...childrenOf(row).slice(0, room).reverse())
    else closed.push(row)
  }
  return closed
}
