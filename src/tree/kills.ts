import type { Difference } from './change.ts'
import { differencesOf } from './change-code.ts'
import { entryStored } from './layer-tree.ts'
import { entryPlace, KILL_CAUSES, type KillCause, type Overlay } from './overlay.ts'
import { pathOrder, ranksIn } from './path-order.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** An inode that no path shows any more: its last path was removed. */
export interface Kill {
  /** The path of the entry that carried the bytes. */
  readonly node: number
  readonly bytes: number
  /** The layer that wrote it, and the one that removed its last path. */
  readonly layer: number
  readonly by: number
  readonly cause: KillCause
  /** For `written`: how the file that then stood at the last path differs from it. */
  readonly differs: readonly Difference[]
}

/** One row of the overlay's kills. */
export function killAt(overlay: Overlay, row: number): Kill {
  const { inode, layer, cause, differs } = overlay.kills
  const place = entryPlace(overlay, inode[row]!)
  return {
    node: homeOf(overlay, row),
    bytes: entryStored(place.tree, place.row),
    layer: place.layer,
    by: layer[row]!,
    cause: KILL_CAUSES[cause[row]!]!,
    differs: differencesOf(differs[row]!),
  }
}

/**
 * The rows of killed inodes that stored bytes: most bytes first, then by path, then by the layer that wrote them.
 * Sorted by the last of these first, each pass keeping the order of the one before.
 */
export function* killsBySize(overlay: Overlay): Slices<Uint32Array> {
  const bytes = yield* bytesByRow(overlay)
  const rows = rowsWithBytes(bytes)
  const paths = yield* pathOrder(overlay, homesOf(overlay, rows))
  const pathRanks = ranksIn(paths, overlay.paths.size)
  const sizes = [...new Set(bytes)].sort((left, right) => right - left)
  const sizeRanks = new Map(sizes.map((size, rank) => [size, rank]))
  const byLayer = yield* sortedByRank(rows, overlay.layers.length, row => writerOf(overlay, row))
  const byPath = yield* sortedByRank(byLayer, paths.length, row => pathRanks[homeOf(overlay, row)]!)
  return yield* sortedByRank(byPath, sizes.length, row => sizeRanks.get(bytes[row]!)!)
}

/** Bytes of killed inodes, by the layer that wrote them. */
export function* killedBytes(overlay: Overlay): Slices<readonly number[]> {
  const bytes = overlay.layers.map(() => 0)
  const { inode } = overlay.kills
  for (let kill = 0; kill < inode.length; kill++) {
    if (isSliceEnd(kill)) yield
    const { layer, tree, row } = entryPlace(overlay, inode[kill]!)
    bytes[layer]! += entryStored(tree, row)
  }
  return bytes
}

function* bytesByRow(overlay: Overlay): Slices<Float64Array> {
  const bytes = new Float64Array(overlay.kills.inode.length)
  for (let row = 0; row < bytes.length; row++) {
    if (isSliceEnd(row)) yield
    const place = entryPlace(overlay, overlay.kills.inode[row]!)
    bytes[row] = entryStored(place.tree, place.row)
  }
  return bytes
}

function rowsWithBytes(bytes: Float64Array): Uint32Array {
  const rows = new Uint32Array(bytes.length)
  let count = 0
  for (let row = 0; row < bytes.length; row++) if (bytes[row]! > 0) rows[count++] = row
  return rows.slice(0, count)
}

/** Where the entry stood; what was only ever a target under `.wh..wh.plnk/` is known by its last path. */
function homeOf({ homes, kills }: Overlay, row: number): number {
  const home = homes[kills.inode[row]!]!
  return home < 0 ? kills.node[row]! : home
}

function homesOf(overlay: Overlay, rows: Uint32Array): Uint8Array {
  const isHome = new Uint8Array(overlay.paths.size)
  for (const row of rows) isHome[homeOf(overlay, row)] = 1
  return isHome
}

function writerOf(overlay: Overlay, row: number): number {
  return entryPlace(overlay, overlay.kills.inode[row]!).layer
}

/** The rows by rank; rows of one rank keep their order. Linear: how many each rank has says where it begins. */
function* sortedByRank(
  rows: Uint32Array,
  ranks: number,
  rankOf: (row: number) => number,
): Slices<Uint32Array> {
  const starts = new Uint32Array(ranks + 1)
  for (let at = 0; at < rows.length; at++) {
    if (isSliceEnd(at)) yield
    starts[rankOf(rows[at]!) + 1]!++
  }
  for (let rank = 0; rank < ranks; rank++) starts[rank + 1]! += starts[rank]!
  const sorted = new Uint32Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    if (isSliceEnd(at)) yield
    sorted[starts[rankOf(rows[at]!)]!++] = rows[at]!
  }
  return sorted
}
