import { type ByteString, fromBytes } from '../image/byte-string.ts'
import type { Device, EntryType, StoredExtent, Xattrs } from '../image/entry.ts'
import type { Finding } from '../image/finding.ts'
import type { TreePath } from '../image/tree-path.ts'
import { ENTRY_ROLES, ENTRY_TYPES, type EntryRole } from './entry-code.ts'
import { type PathTable, pathAt } from './path-table.ts'
import { decodeXattrs } from './xattr-code.ts'

/**
 * All entries of one layer, in the order of its tar. Columns: row `e` of every array is entry `e`.
 *
 * Nothing here knows the layers below: a layer tree depends on its diffId alone, so it can be read on another thread,
 * kept on disk and shared by images. It is a plain object of typed arrays, handed between threads without copying and
 * written as it is. Applying it is the overlay's work. This file is the only one that indexes these arrays.
 */
export interface LayerTree {
  readonly entries: number
  /** Paths as recorded, markers included (`d/.wh.x`), names normalised lexically. */
  readonly paths: PathTable
  readonly columns: EntryColumns
  /** Link names of symlinks and hard links: entry e's is `linkBytes[linkStarts[e] … linkStarts[e + 1])`. */
  readonly linkStarts: Uint32Array
  readonly linkBytes: Uint8Array
  readonly devices: DeviceTable
  readonly xattrs: XattrTable
  readonly sparse: SparseTable
  /** About names and markers; their `layer` is null here, the layer's number is not known yet. */
  readonly findings: readonly Finding[]
}

export interface EntryColumns {
  /** Node in `paths`; 0 for entries that have no path. */
  readonly node: Uint32Array
  readonly role: Uint8Array
  readonly type: Uint8Array
  readonly mode: Uint16Array
  /** As the kernel keeps them: 32 bits. */
  readonly uid: Uint32Array
  readonly gid: Uint32Array
  readonly length: Float64Array
  /** Where the content begins in the uncompressed tar. */
  readonly offset: Float64Array
  readonly mtime: Float64Array
  /** 32 bytes an entry; zeros where there is no content. */
  readonly sha256: Uint8Array
}

/** The few entries that are devices, ascending. */
export interface DeviceTable {
  readonly entry: Uint32Array
  /** Major and minor of each. */
  readonly numbers: Float64Array
}

/** The entries that have extended attributes, ascending. */
export interface XattrTable {
  readonly entry: Uint32Array
  readonly starts: Uint32Array
  /** In the one form `xattr-code.ts` gives them, so that equal sets are equal bytes. */
  readonly bytes: Uint8Array
}

/** The entries that are sparse files, ascending. */
export interface SparseTable {
  readonly entry: Uint32Array
  readonly stored: Float64Array
  readonly starts: Uint32Array
  /** Offset and length of each stored extent. */
  readonly extents: Float64Array
}

/** The path an entry is recorded at; the root for those that have none. */
export function entryPath(tree: LayerTree, entry: number): TreePath {
  return pathAt(tree.paths, entryNode(tree, entry))
}

/** Node of the recorded path in `tree.paths`. */
export function entryNode(tree: LayerTree, entry: number): number {
  return tree.columns.node[entry]!
}

export function entryRole(tree: LayerTree, entry: number): EntryRole {
  return ENTRY_ROLES[tree.columns.role[entry]!]!
}

export function entryType(tree: LayerTree, entry: number): EntryType {
  return ENTRY_TYPES[tree.columns.type[entry]!]!
}

/** The type as its code in `entry-code.ts`, for loops over millions. */
export function entryTypeCode(tree: LayerTree, entry: number): number {
  return tree.columns.type[entry]!
}

/** Permission bits with setuid, setgid and sticky. */
export function entryMode(tree: LayerTree, entry: number): number {
  return tree.columns.mode[entry]!
}

export function entryUid(tree: LayerTree, entry: number): number {
  return tree.columns.uid[entry]!
}

export function entryGid(tree: LayerTree, entry: number): number {
  return tree.columns.gid[entry]!
}

/** What `stat` says, in bytes. */
export function entryLength(tree: LayerTree, entry: number): number {
  return tree.columns.length[entry]!
}

/** Content bytes the layer really stores: less than the length for a sparse file. */
export function entryStored(tree: LayerTree, entry: number): number {
  const row = rowOf(tree.sparse.entry, entry)
  return row < 0 ? tree.columns.length[entry]! : tree.sparse.stored[row]!
}

/** Where the content begins in the uncompressed tar. */
export function entryOffset(tree: LayerTree, entry: number): number {
  return tree.columns.offset[entry]!
}

/** Seconds since the epoch, with fraction. */
export function entryMtime(tree: LayerTree, entry: number): number {
  return tree.columns.mtime[entry]!
}

/** sha256 of the content in hex; `null` when none was taken. */
export function entrySha256(tree: LayerTree, entry: number): string | null {
  if (!hasContent(tree, entry)) return null
  let hex = ''
  for (let at = entry * 32; at < entry * 32 + 32; at++) hex += HEX[tree.columns.sha256[at]!]!
  return hex
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The first 48 bits of the content hash, as a number. */
export function hashPrefix(tree: LayerTree, entry: number): number {
  let prefix = 0
  for (let at = entry * 32; at < entry * 32 + 6; at++) prefix = prefix * 256 + tree.columns.sha256[at]!
  return prefix
}

/** Whether two entries, possibly of two layers, surely hold the same content. */
export function sameContent(left: LayerTree, a: number, right: LayerTree, b: number): boolean {
  if (entryLength(left, a) !== entryLength(right, b)) return false
  if (entryLength(left, a) === 0) return true
  for (let at = 0; at < 32; at++) {
    if (left.columns.sha256[a * 32 + at] !== right.columns.sha256[b * 32 + at]) return false
  }
  return hasContent(left, a)
}

/** Target of a symlink or hard link as recorded; `null` for everything else. */
export function entryLinkName(tree: LayerTree, entry: number): ByteString | null {
  const type = entryType(tree, entry)
  if (type !== 'symlink' && type !== 'hardLink') return null
  return fromBytes(tree.linkBytes.subarray(tree.linkStarts[entry]!, tree.linkStarts[entry + 1]!))
}

export function entryDevice(tree: LayerTree, entry: number): Device | null {
  const row = rowOf(tree.devices.entry, entry)
  return row < 0 ? null : { major: tree.devices.numbers[row * 2]!, minor: tree.devices.numbers[row * 2 + 1]! }
}

export function entryXattrs(tree: LayerTree, entry: number): Xattrs {
  return decodeXattrs(xattrBytes(tree, entry))
}

/** The extended attributes in their one encoded form: equal sets are equal bytes, none is empty. */
export function xattrBytes(tree: LayerTree, entry: number): Uint8Array {
  const row = rowOf(tree.xattrs.entry, entry)
  if (row < 0) return NO_BYTES
  return tree.xattrs.bytes.subarray(tree.xattrs.starts[row]!, tree.xattrs.starts[row + 1]!)
}

const NO_BYTES = new Uint8Array(0)

/** The stored stretches of a sparse file, in order; `null` for an ordinary one. */
export function entryExtents(tree: LayerTree, entry: number): readonly StoredExtent[] | null {
  const row = rowOf(tree.sparse.entry, entry)
  if (row < 0) return null
  const extents: StoredExtent[] = []
  for (let at = tree.sparse.starts[row]!; at < tree.sparse.starts[row + 1]!; at++) {
    extents.push({ offset: tree.sparse.extents[at * 2]!, length: tree.sparse.extents[at * 2 + 1]! })
  }
  return extents
}

function hasContent(tree: LayerTree, entry: number): boolean {
  for (let at = entry * 32; at < entry * 32 + 32; at++) if (tree.columns.sha256[at] !== 0) return true
  return false
}

/** Row of an entry in an ascending side table; -1 when it has none. */
function rowOf(entries: Uint32Array, entry: number): number {
  let low = 0
  let high = entries.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = entries[middle]!
    if (found === entry) return middle
    if (found < entry) low = middle + 1
    else high = middle - 1
  }
  return -1
}
