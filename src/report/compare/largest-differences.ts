import { compareBytes } from '../../image/byte-string.ts'
import { bytesMore, childRows, isDirectoryRow, type MergedTree, rowPath } from '../../tree/merged-tree.ts'

/**
 * The rows that say best where the bytes went, largest first, at most so many. From `top` on (the root, unless another
 * directory is asked about), the directory with the largest difference is opened again and again, as long as there is room for what is in it and that explains it:
 *
 *     −850 MB /usr          −530 MB /usr/local/go     (instead of /usr)
 *     −120 MB /root         −310 MB /usr/lib
 */
export function largestDifferences(tree: MergedTree, most: number, top = 0): number[] {
  const worth = worthNaming(tree, top)
  const rows = childRows(tree, top).filter(worth)
  const closed = new Set<number>()
  while (true) {
    rows.sort(byBytes(tree))
    const largest = rows.find(row => isDirectoryRow(tree, row) && !closed.has(row))
    if (largest === undefined) return rows.slice(0, most)
    const children = childRows(tree, largest).filter(worth)
    const hasRoom = rows.length - 1 + children.length <= most
    if (hasRoom && explain(tree, largest, children)) rows.splice(rows.indexOf(largest), 1, ...children)
    else closed.add(largest)
  }
}

/** What is smaller, as a share of all bytes that came, or of all that went, explains nothing. */
const SMALLEST_SHARE = 0.005

/** How much of a directory's difference its large children must be, so that naming them is enough. */
const EXPLAINED_SHARE = 0.9

function worthNaming(tree: MergedTree, top: number): (row: number) => boolean {
  const { added, removed, grown, shrunk } = tree.totals
  const all = Math.abs(bytesMore(tree, top))
  const [came, went] = top === 0 ? [added + grown, removed + shrunk] : [all, all]
  return row => {
    const bytes = bytesMore(tree, row)
    return bytes > 0 ? bytes >= came * SMALLEST_SHARE : bytes < 0 && -bytes >= went * SMALLEST_SHARE
  }
}

function explain(tree: MergedTree, directory: number, children: readonly number[]): boolean {
  const named = children.reduce((sum, row) => sum + Math.abs(bytesMore(tree, row)), 0)
  return named >= Math.abs(bytesMore(tree, directory)) * EXPLAINED_SHARE
}

function byBytes(tree: MergedTree): (left: number, right: number) => number {
  return (left, right) =>
    Math.abs(bytesMore(tree, right)) - Math.abs(bytesMore(tree, left)) ||
    compareBytes(rowPath(tree, left), rowPath(tree, right))
}
