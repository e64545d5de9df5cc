import { type ByteString, fromBytes, toBytes } from '../image/byte-string.ts'
import { components, joinedPath, ROOT, type TreePath } from '../image/tree-path.ts'
import { hashName, sameBytes } from './path-hash.ts'

/**
 * Paths as a trie in typed arrays. A *node* is the number of a path; the root is 0 and a parent's number is always
 * lower than its children's, so that one backward loop adds a tree up.
 *
 *   node     0   1      2        3        parents     0 0 1 1
 *   path     /   /etc   /etc/a   /etc/b   nameStarts  0 0 3 4 5   nameBytes  "etcab"
 *
 * `slots` is an open-addressing hash table over (parent, name), holding node + 1; 0 is free. This file and
 * `path-table-builder.ts` are the only ones that index these arrays.
 */
export interface PathTable {
  readonly size: number
  readonly parents: Uint32Array
  /** One more than there are nodes: the name of node n is `nameBytes[nameStarts[n] … nameStarts[n + 1])`. */
  readonly nameStarts: Uint32Array
  readonly nameBytes: Uint8Array
  /** A power of two of slots. */
  readonly slots: Uint32Array
}

/** The directory a node stands in; the root stands in itself. */
export function parentAt(table: PathTable, node: number): number {
  return table.parents[node]!
}

/** The last component of a node's path; empty for the root. */
export function nameAt(table: PathTable, node: number): ByteString {
  return fromBytes(table.nameBytes.subarray(table.nameStarts[node]!, table.nameStarts[node + 1]!))
}

/** The whole path of a node. Written as bytes first: a million paths then cost a million strings and no more. */
export function pathAt(table: PathTable, node: number): TreePath {
  if (node === 0) return ROOT
  const length = pathLength(table, node)
  if (length > scratch.length) scratch = new Uint8Array(length * 2)
  let end = length
  for (let at = node; at !== 0; at = table.parents[at]!) {
    const start = table.nameStarts[at]!
    for (let from = table.nameStarts[at + 1]! - 1; from >= start; from--)
      scratch[--end] = table.nameBytes[from]!
    scratch[--end] = SLASH
  }
  return joinedPath(scratch.subarray(0, length))
}

let scratch = new Uint8Array(4096)
/** What stands between the names of a path. */
export const SLASH = 0x2f

/** Bytes of a node's path; 0 for the root. */
function pathLength(table: PathTable, node: number): number {
  let length = 0
  for (let at = node; at !== 0; at = table.parents[at]!) {
    length += table.nameStarts[at + 1]! - table.nameStarts[at]! + 1
  }
  return length
}

/** How many directories lie above a node; 0 for the root. */
export function depthAt(table: PathTable, node: number): number {
  let depth = 0
  for (let at = node; at !== 0; at = parentAt(table, at)) depth++
  return depth
}

/** The node of a path, or `undefined` when the table has no such path. */
export function findPath(table: PathTable, path: TreePath): number | undefined {
  let node: number | undefined = 0
  for (const name of components(path)) {
    node = findChild(table, node, name)
    if (node === undefined) return undefined
  }
  return node
}

/** The node of `name` in a directory. */
export function findChild(table: PathTable, directory: number, name: ByteString): number | undefined {
  const bytes = toBytes(name)
  const node = findChildBytes(table, directory, bytes, 0, bytes.length)
  return node < 0 ? undefined : node
}

/** The node of the name spelled by `bytes[start … end)` in a directory; -1 when there is none. */
export function findChildBytes(
  table: PathTable,
  directory: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const mask = table.slots.length - 1
  for (let slot = hashName(directory, bytes, start, end) & mask; ; slot = (slot + 1) & mask) {
    const node = table.slots[slot]! - 1
    if (node < 0 || isNamed(table, node, directory, bytes, start, end)) return node
  }
}

/** Whether a node is the child of `directory` called `bytes[start … end)`. */
export function isNamed(
  table: PathTable,
  node: number,
  directory: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const nameStart = table.nameStarts[node]!
  return (
    node !== 0 &&
    table.parents[node] === directory &&
    table.nameStarts[node + 1]! - nameStart === end - start &&
    sameBytes(bytes, start, end, table.nameBytes, nameStart)
  )
}

/** Orders two nodes by their names, bytewise. */
export function compareNames(table: PathTable, left: number, right: number): number {
  return compareEndedNames(table, left, NO_BYTE, right, NO_BYTE)
}

/** Orders the names of two nodes as if a byte followed each; `NO_BYTE`: nothing does. */
export function compareEndedNames(
  { nameStarts, nameBytes }: PathTable,
  left: number,
  leftEnd: number,
  right: number,
  rightEnd: number,
): number {
  const leftStart = nameStarts[left]!
  const rightStart = nameStarts[right]!
  const leftLength = nameStarts[left + 1]! - leftStart
  const rightLength = nameStarts[right + 1]! - rightStart
  const common = Math.min(leftLength, rightLength)
  for (let at = 0; at < common; at++) {
    const difference = nameBytes[leftStart + at]! - nameBytes[rightStart + at]!
    if (difference !== 0) return difference
  }
  const next = leftLength > common ? nameBytes[leftStart + common]! : leftEnd
  return next - (rightLength > common ? nameBytes[rightStart + common]! : rightEnd)
}

/** What ends a name that nothing follows: less than every byte. */
export const NO_BYTE = -1
