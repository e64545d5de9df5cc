import { differenceBit } from './change-code.ts'
import { placeDifferences } from './differences.ts'
import { DIRECTORY, roleCode } from './entry-code.ts'
import { entryGid, entryLength, entryMode, entryUid, type LayerTree } from './layer-tree.ts'
import { hashName, sameBytes } from './path-hash.ts'
import { findChildBytes } from './path-table.ts'

/**
 * Whether two layers hold the same files and markers: names, types, content, mode, owner, xattrs, links, devices.
 * Times do not count, nor the order in the tar, nor directories that no entry mentions (semantics §7).
 */
export function haveSameFiles(left: LayerTree, right: LayerTree): boolean {
  return left === right || (filesKey(left) === filesKey(right) && isSame(left, right))
}

/**
 * A short text that is equal for layers with the same files and hardly ever for others; made once a tree, in one
 * linear pass. It is no cryptographic hash: only `haveSameFiles` is sure.
 */
export function filesKey(tree: LayerTree): string {
  const known = KEYS.get(tree)
  if (known !== undefined) return known
  const key = makeKey(tree)
  KEYS.set(tree, key)
  return key
}

const KEYS = new WeakMap<LayerTree, string>()

/** Sums do not depend on the order of entries. */
function makeKey(tree: LayerTree): string {
  const hashes = pathHashes(tree)
  const rows = rowsByNode(tree)
  let low = 0
  let high = 0
  let count = 0
  for (let node = 0; node < rows.length; node++) {
    if (rows[node]! < 0) continue
    const hash = entryHash(tree, rows[node]!, hashes[node]!)
    low = (low + hash) >>> 0
    high = (high + Math.imul(hash ^ 0x5bd1e995, hash | 1)) >>> 0
    count++
  }
  return `${count} ${low} ${high}`
}

/** One hash a path, from its parent's: a parent's number is always lower. */
function pathHashes({ paths }: LayerTree): Uint32Array {
  const hashes = new Uint32Array(paths.size)
  for (let node = 1; node < paths.size; node++) {
    const start = paths.nameStarts[node]!
    hashes[node] = hashName(
      hashes[paths.parents[node]!]!,
      paths.nameBytes,
      start,
      paths.nameStarts[node + 1]!,
    )
  }
  return hashes
}

/** The entry that counts at each path, the last one written there; -1 where none is. */
function rowsByNode(tree: LayerTree): Int32Array {
  const rows = new Int32Array(tree.paths.size).fill(-1)
  for (let row = 0; row < tree.entries; row++) {
    const role = tree.columns.role[row]!
    if (role !== OUTSIDE_NAME && role !== NUL_NAME) rows[tree.columns.node[row]!] = row
  }
  return rows
}

const OUTSIDE_NAME = roleCode('outsideName')
const NUL_NAME = roleCode('nulName')

function entryHash(tree: LayerTree, row: number, path: number): number {
  const { columns, linkStarts, linkBytes } = tree
  let hash = mix(path, columns.type[row]!)
  hash = mix(hash, entryMode(tree, row))
  hash = mix(mix(hash, entryUid(tree, row)), entryGid(tree, row))
  if (columns.type[row] === DIRECTORY) return hash
  hash = mix(hash, entryLength(tree, row) | 0)
  for (let at = row * 32; at < row * 32 + 8; at++) hash = mix(hash, columns.sha256[at]!)
  return hashName(hash, linkBytes, linkStarts[row]!, linkStarts[row + 1]!)
}

function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

function isSame(left: LayerTree, right: LayerTree): boolean {
  const leftRows = rowsByNode(left)
  const rightRows = rowsByNode(right)
  const twins = new Int32Array(left.paths.size)
  for (let node = 0; node < leftRows.length; node++) {
    twins[node] = node === 0 ? 0 : twinOf(left, right, node, twins[left.paths.parents[node]!]!)
    const leftRow = leftRows[node]!
    const rightRow = twins[node]! < 0 ? -1 : rightRows[twins[node]!]!
    if (leftRow < 0 && rightRow < 0) continue
    if (leftRow < 0 || rightRow < 0 || !isSameEntry(left, leftRow, right, rightRow)) return false
  }
  return countRows(leftRows) === countRows(rightRows)
}

function twinOf(left: LayerTree, right: LayerTree, node: number, parent: number): number {
  if (parent < 0) return -1
  const { nameStarts, nameBytes } = left.paths
  return findChildBytes(right.paths, parent, nameBytes, nameStarts[node]!, nameStarts[node + 1]!)
}

function isSameEntry(left: LayerTree, a: number, right: LayerTree, b: number): boolean {
  if (left.columns.role[a] !== right.columns.role[b]) return false
  const differences = placeDifferences({ tree: left, row: a }, { tree: right, row: b })
  return (differences & ~TIMES) === 0 && isSameLink(left, a, right, b)
}

const TIMES = differenceBit('mtime')

/** Of hard links, which only the overlay resolves, the recorded targets. */
function isSameLink(left: LayerTree, a: number, right: LayerTree, b: number): boolean {
  const start = left.linkStarts[a]!
  const end = left.linkStarts[a + 1]!
  const rightStart = right.linkStarts[b]!
  if (end - start !== right.linkStarts[b + 1]! - rightStart) return false
  return sameBytes(left.linkBytes, start, end, right.linkBytes, rightStart)
}

function countRows(rows: Int32Array): number {
  let count = 0
  for (const row of rows) if (row >= 0) count++
  return count
}
