import type { Difference } from './change.ts'
import { differencesOf } from './change-code.ts'
import { differenceMask } from './differences.ts'
import { entryStored } from './layer-tree.ts'
import { entryPlace, KILL_CAUSES, type KillCause, type Overlay, versionAt } from './overlay.ts'

/** An inode that no path shows any more: its last path was removed. */
export interface Kill {
  /** The path of the entry that carried the bytes. */
  readonly node: number
  readonly bytes: number
  /** The layer that wrote it, and the one that removed its last path. */
  readonly layer: number
  readonly by: number
  readonly cause: KillCause
  /** For `written`: how the file that now stands at the last path differs from it. */
  readonly differs: readonly Difference[]
}

/** Every killed inode that stored bytes, in the order they died. */
export function* killsOf(overlay: Overlay): Generator<Kill> {
  const { inode, layer, node, cause } = overlay.kills
  for (let row = 0; row < inode.length; row++) {
    const dead = inode[row]!
    const place = entryPlace(overlay, dead)
    const bytes = entryStored(place.tree, place.row)
    if (bytes === 0) continue
    const by = layer[row]!
    const why = KILL_CAUSES[cause[row]!]!
    const differs = why === 'written' ? differencesNow(overlay, dead, node[row]!, by) : []
    const home = overlay.homes[dead]!
    yield { node: home < 0 ? node[row]! : home, bytes, layer: place.layer, by, cause: why, differs }
  }
}

/** Bytes of killed inodes, by the layer that wrote them. */
export function killedBytes(overlay: Overlay): readonly number[] {
  const bytes = overlay.layers.map(() => 0)
  for (const dead of overlay.kills.inode) {
    const { layer, tree, row } = entryPlace(overlay, dead)
    bytes[layer]! += entryStored(tree, row)
  }
  return bytes
}

function differencesNow(overlay: Overlay, inode: number, node: number, layer: number): readonly Difference[] {
  const standing = overlay.versions.inode[versionAt(overlay, node, layer)]!
  return differencesOf(differenceMask(overlay, inode, standing))
}
