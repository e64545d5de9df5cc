import { compareBytes } from '../../image/byte-string.ts'
import {
  bytesMore,
  childRows,
  differingBeneath,
  isDirectoryRow,
  type MergedTree,
  rowPath,
  stateOfRow,
} from '../../tree/merged-tree.ts'

/**
 * The rows that say best where the difference is, at most so many: the tree is opened where most bytes differ, a
 * directory at a time, as long as all it holds has room. Largest first.
 *
 *     −850 MB /usr          −530 MB /usr/local/go     (instead of /usr)
 *     −120 MB /root         −310 MB /usr/lib
 */
export function largestDifferences(tree: MergedTree, most: number): number[] {
  const rows = differingChildren(tree, 0)
  const closed = new Set<number>()
  while (true) {
    const largest = rows.filter(row => isDirectoryRow(tree, row) && !closed.has(row)).sort(byBytes(tree))[0]
    if (largest === undefined) return rows.sort(byBytes(tree))
    const children = differingChildren(tree, largest)
    const own = stateOfRow(tree, largest) === 'modified' || children.length === 0
    if (own || rows.length - 1 + children.length > most) closed.add(largest)
    else rows.splice(rows.indexOf(largest), 1, ...children)
  }
}

function differingChildren(tree: MergedTree, directory: number): number[] {
  return childRows(tree, directory).filter(
    row => stateOfRow(tree, row) !== 'same' || differingBeneath(tree, row) > 0 || bytesMore(tree, row) !== 0,
  )
}

function byBytes(tree: MergedTree): (left: number, right: number) => number {
  return (left, right) =>
    Math.abs(bytesMore(tree, right)) - Math.abs(bytesMore(tree, left)) ||
    differingBeneath(tree, right) - differingBeneath(tree, left) ||
    compareBytes(rowPath(tree, left), rowPath(tree, right))
}
