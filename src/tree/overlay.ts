import type { ByteString } from '../image/byte-string.ts'
import type { Finding } from '../image/finding.ts'
import type { TreePath } from '../image/tree-path.ts'
import type { LayerTree } from './layer-tree.ts'
import { compareNames, findPath, nameAt, type PathTable, parentAt, pathAt } from './path-table.ts'

/**
 * Every path any layer ever showed, and its versions by layer: built once (`build-overlay.ts`), it answers every
 * stacked tree, change and waste item; nothing is restacked.
 *
 *   layers            0: etc/a 100    1: etc/a 120    2: .wh.etc
 *   versions of       etc/a:  v2 by 0 ◀─ v3 by 1 ◀─ v5 by 2 (absent)
 *
 * A version is what a layer left at a path, at most one per path and layer; versions are numbered layer by layer. An
 * *inode* is the number of the entry that wrote it, counted through all layers; a hard link is a version that shows
 * the inode of another entry. Implicit directories have no entry (-1).
 */
export interface Overlay {
  readonly layers: readonly (LayerTree | undefined)[]
  readonly paths: PathTable
  /** Where the entries of each layer begin in the numbering through all layers; one more than layers. */
  readonly entryStarts: Float64Array
  /** Where the versions of each layer begin; one more than layers. Version 0 is the root before any layer. */
  readonly versionStarts: Float64Array
  readonly versions: VersionColumns
  /** Latest version of each node; -1 for a path that was only ever looked through. */
  readonly latest: Int32Array
  /** By inode: the path it was written at; -1 for entries that have none. */
  readonly homes: Int32Array
  /** By inode: the layer that removed its last path; -1 while one is left. */
  readonly killedBy: Int32Array
  readonly kills: KillTable
  readonly links: LinkTable
  /** One row a layer. */
  readonly totals: readonly LayerTotals[]
  readonly children: ChildTable
  /** About applying the layers: duplicates, links, loops, replaced parents. In layer order. */
  readonly findings: readonly Finding[]
}

export interface VersionColumns {
  readonly node: Uint32Array
  /** The version of the same path beneath; -1 for none. */
  readonly previous: Int32Array
  /** The entry that made it; -1 for implicit directories and removals. */
  readonly entry: Int32Array
  /** The entry that holds its content and metadata; -1 likewise. */
  readonly inode: Int32Array
  /** Codes of `entry-code.ts`; `ABSENT` for a removal. */
  readonly type: Uint8Array
  /** Codes of `change-code.ts`, against the version beneath. */
  readonly change: Uint8Array
  readonly differs: Uint8Array
  /** Carried bytes when the inode has this one path ever; inodes with several are in `links`. */
  readonly bytes: Float64Array
}

/** The inodes no path shows any more, in the order they died. */
export interface KillTable {
  readonly inode: Int32Array
  readonly layer: Int32Array
  /** The last path. */
  readonly node: Int32Array
  /** Codes of `KILL_CAUSES`. */
  readonly cause: Uint8Array
  /** For `written`: how the file that then stood at the last path differs from it, as a mask of `change-code.ts`. */
  readonly differs: Uint8Array
}

/**
 * Why an inode's last path went, first that fits (semantics §6): another file stands there, a type change there or
 * above, an opaque directory, a whiteout. Whether a written path is *overwritten* or *rewritten* is `waste`'s question.
 */
export const KILL_CAUSES = ['written', 'replaced', 'hidden', 'deleted'] as const

export type KillCause = (typeof KILL_CAUSES)[number]

/** The versions of inodes with several paths, in bytewise order of their paths: the first shown carries the bytes. */
export interface LinkTable {
  readonly version: Int32Array
  /** What the version's inode stores. */
  readonly bytes: Float64Array
}

/** What a layer adds up to. `null`: a layer below could not be read and might matter. */
export interface LayerTotals {
  /** Carried bytes of its applied entries. */
  readonly unpackedBytes: number | null
  /** Content bytes of the stacked tree up to it. */
  readonly cumulativeBytes: number | null
  /** Applied entries, markers not counted. */
  readonly entries: number | null
  /** Changed paths, the root not counted. */
  readonly added: number | null
  readonly modified: number | null
  readonly removed: number | null
}

/** Children by directory, sorted when first asked for: sorting a million names nobody opens would cost seconds. */
export interface ChildTable {
  readonly starts: Uint32Array
  readonly nodes: Uint32Array
  readonly sorted: Uint8Array
}

/** The node of a path that some layer showed. */
export function findNode(overlay: Overlay, path: TreePath): number | undefined {
  return findPath(overlay.paths, path)
}

export function nodePath(overlay: Overlay, node: number): TreePath {
  return pathAt(overlay.paths, node)
}

/** The last component; empty for the root. */
export function nodeName(overlay: Overlay, node: number): ByteString {
  return nameAt(overlay.paths, node)
}

/** The directory a node stands in; the root stands in itself. */
export function parentOf(overlay: Overlay, node: number): number {
  return parentAt(overlay.paths, node)
}

/** Whether any layer ever showed something in it. */
export function hasChildren(overlay: Overlay, node: number): boolean {
  return overlay.children.starts[node + 1]! > overlay.children.starts[node]!
}

/** Everything any layer ever showed directly in a directory, bytewise by name. */
export function childNodes(overlay: Overlay, node: number): number[] {
  const { starts, nodes, sorted } = overlay.children
  const children = nodes.subarray(starts[node]!, starts[node + 1]!)
  if (sorted[node] === 0) {
    children.sort((left, right) => compareNames(overlay.paths, left, right))
    sorted[node] = 1
  }
  return [...children]
}

/** The version of a path in the stacked tree up to `layer`; -1 when there is none. It may be a removal. */
export function versionAt(overlay: Overlay, node: number, layer: number): number {
  const end = versionEnd(overlay, layer)
  let version = overlay.latest[node]!
  while (version >= end) version = overlay.versions.previous[version]!
  return version
}

/** One past the last version of the layers up to `layer`; the root's first version belongs to every stack. */
export function versionEnd(overlay: Overlay, layer: number): number {
  return Math.max(1, overlay.versionStarts[Math.min(layer, overlay.layers.length - 1) + 1] ?? 1)
}

/** The first version a layer made. */
export function versionStart(overlay: Overlay, layer: number): number {
  return overlay.versionStarts[layer] ?? overlay.versions.node.length
}

/** The layer that made a version. */
export function layerOfVersion(overlay: Overlay, version: number): number {
  return indexOfStart(overlay.versionStarts, version)
}

/** The layer an inode or entry number belongs to, and its row there. */
export function entryPlace(overlay: Pick<Overlay, 'layers' | 'entryStarts'>, entry: number): EntryPlace {
  const layer = indexOfStart(overlay.entryStarts, entry)
  return { layer, tree: overlay.layers[layer]!, row: entry - overlay.entryStarts[layer]! }
}

export interface EntryPlace {
  readonly layer: number
  readonly tree: LayerTree
  readonly row: number
}

/** The last index whose start is not above `value`. */
function indexOfStart(starts: Float64Array, value: number): number {
  let low = 0
  let high = starts.length - 2
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (starts[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
