import { type ByteString, compareBytes } from '../image/byte-string.ts'
import type { TreePath } from '../image/tree-path.ts'
import type { Difference } from './change.ts'
import { differenceBit, differencesOf } from './change-code.ts'
import { entrySha256 } from './layer-tree.ts'
import { type ChildTable, nodeName, nodePath } from './overlay.ts'
import { inodePlace, type TreeView, typeOf } from './tree-view.ts'

/**
 * What became of a path between two trees (semantics §7). A moved file has two rows: where it was (only in A) and
 * where it is (only in B), partners of each other.
 */
export const PATH_STATES = ['same', 'added', 'removed', 'modified', 'moved'] as const

export type PathState = (typeof PATH_STATES)[number]

/**
 * Two trees laid over each other, by `merge-views.ts`: every path of either is one *row*. Row 0 is the root, and a
 * parent's row is always lower than its children's. This file and `merge-views.ts` are the only ones that index these
 * arrays.
 */
export interface MergedTree {
  readonly a: TreeView
  readonly b: TreeView
  readonly size: number
  readonly parents: Uint32Array
  /** The node of a row in each view's overlay; -1 where that tree has no such path. */
  readonly nodesA: Int32Array
  readonly nodesB: Int32Array
  /** Codes of `PATH_STATES`. */
  readonly states: Uint8Array
  /** What differs, as a mask of `change-code.ts`; 0 unless modified. */
  readonly differs: Uint8Array
  /** The other row of a moved file; -1 for every other row. */
  readonly partners: Int32Array
  /** Rows beneath that are not the same, the row itself not counted. */
  readonly differing: Uint32Array
  readonly children: ChildTable
  readonly totals: MergedTotals
}

/**
 * What the rows add up to: a − removed − shrunk + added + grown = b, to the byte. A moved file counts as neither
 * added nor removed; what its two places carry may differ (a hard link, a sparse file) and is grown or shrunk then.
 */
export interface MergedTotals {
  /** Bytes of each tree, each inode once, on its bytewise-first path. */
  readonly a: number
  readonly b: number
  readonly added: number
  readonly removed: number
  readonly grown: number
  readonly shrunk: number
  readonly counts: PathCounts
}

/** Paths by what became of them, the root included; a moved file counts once. */
export interface PathCounts {
  readonly same: number
  readonly added: number
  readonly removed: number
  readonly modified: number
  /** Of the modified: only the time differs. */
  readonly timesOnly: number
  readonly moved: number
}

export function stateOfRow(tree: MergedTree, row: number): PathState {
  return PATH_STATES[tree.states[row]!]!
}

/** What differs at a modified row, in the order it is told. */
export function differsAt(tree: MergedTree, row: number): readonly Difference[] {
  return differencesOf(tree.differs[row]!)
}

/** Whether a modified row differs in its time alone, as after a rebuild. */
export function differsInTimeOnly(tree: MergedTree, row: number): boolean {
  return tree.differs[row] === MTIME
}

const MTIME = differenceBit('mtime')

/** The row's path on one side; `null` where that tree has none. */
export function nodeA(tree: MergedTree, row: number): number | null {
  return nodeOrNull(tree.nodesA[row]!)
}

export function nodeB(tree: MergedTree, row: number): number | null {
  return nodeOrNull(tree.nodesB[row]!)
}

function nodeOrNull(node: number): number | null {
  return node < 0 ? null : node
}

/** Bytes carried at and beneath a row in A; 0 where A has no such path. */
export function bytesInA(tree: MergedTree, row: number): number {
  const node = tree.nodesA[row]!
  return node < 0 ? 0 : tree.a.bytes[node]!
}

export function bytesInB(tree: MergedTree, row: number): number {
  const node = tree.nodesB[row]!
  return node < 0 ? 0 : tree.b.bytes[node]!
}

/** What B has more than A at and beneath a row, bytes; negative when less. */
export function bytesMore(tree: MergedTree, row: number): number {
  return bytesInB(tree, row) - bytesInA(tree, row)
}

/** Rows beneath that are not the same, the row itself not counted. */
export function differingBeneath(tree: MergedTree, row: number): number {
  return tree.differing[row]!
}

/** Where a moved file was, or is now; `null` for every other row. */
export function partnerOf(tree: MergedTree, row: number): number | null {
  return nodeOrNull(tree.partners[row]!)
}

export function parentRow(tree: MergedTree, row: number): number {
  return tree.parents[row]!
}

/** The last component; empty for the root. */
export function rowName(tree: MergedTree, row: number): ByteString {
  const node = tree.nodesA[row]!
  return node < 0 ? nodeName(tree.b.overlay, tree.nodesB[row]!) : nodeName(tree.a.overlay, node)
}

export function rowPath(tree: MergedTree, row: number): TreePath {
  const node = tree.nodesA[row]!
  return node < 0 ? nodePath(tree.b.overlay, tree.nodesB[row]!) : nodePath(tree.a.overlay, node)
}

/** Whether the path is a directory in either tree, so that it can be opened. */
export function isDirectoryRow(tree: MergedTree, row: number): boolean {
  const inA = nodeA(tree, row)
  const inB = nodeB(tree, row)
  return (
    (inA !== null && typeOf(tree.a, inA) === 'directory') ||
    (inB !== null && typeOf(tree.b, inB) === 'directory')
  )
}

/** sha256 of a moved file's content, hex. */
export function movedSha256(tree: MergedTree, row: number): string | null {
  const node = tree.nodesA[row]!
  const place = node < 0 ? inodePlace(tree.b, tree.nodesB[row]!) : inodePlace(tree.a, node)
  return place === null ? null : entrySha256(place.tree, place.row)
}

/** The rows directly in a directory, bytewise by name; sorted when first asked for. */
export function childRows(tree: MergedTree, row: number): number[] {
  const { starts, nodes, sorted } = tree.children
  const children = nodes.subarray(starts[row]!, starts[row + 1]!)
  if (sorted[row] === 0) {
    children.set(sortByText(children, child => rowName(tree, child)))
    sorted[row] = 1
  }
  return [...children]
}

/** The rows of one state, bytewise by path. Of moved files only where they were. */
export function rowsOfState(tree: MergedTree, state: PathState): number[] {
  const code = PATH_STATES.indexOf(state)
  const rows: number[] = []
  for (let row = 0; row < tree.size; row++) {
    if (tree.states[row] === code && (state !== 'moved' || tree.nodesA[row]! >= 0)) rows.push(row)
  }
  return sortByText(rows, row => rowPath(tree, row))
}

/** Each text is made once, not once a comparison. */
function sortByText(rows: ArrayLike<number>, textOf: (row: number) => ByteString): number[] {
  return Array.from(rows, row => ({ row, text: textOf(row) }))
    .sort((left, right) => compareBytes(left.text, right.text))
    .map(({ row }) => row)
}
