import type { AppliedLayer } from './apply-layer.ts'
import { FILE } from './entry-code.ts'
import type { KillLog } from './kill-log.ts'
import { entryRole, entryStored, entryTypeCode, type LayerTree } from './layer-tree.ts'
import { entryPlace } from './overlay.ts'
import type { OverlayState } from './overlay-state.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** The bytes a layer adds to an image and takes from sight. */
export interface LayerBytes {
  readonly kind: 'read' | 'unreadable'
  /** Carried bytes of its applied entries. */
  readonly unpacked: number
  /** Bytes of lower layers whose last path it removed. */
  readonly killed: number
  /** Whether unreadable layers below could not have mattered for `unpacked`. */
  readonly selfContained: boolean
}

export const UNREADABLE: LayerBytes = { kind: 'unreadable', unpacked: 0, killed: 0, selfContained: false }

/** Settles a layer when all its entries are applied: what it killed, what of it nobody will ever see. */
export function* endLayer(
  state: OverlayState,
  tree: LayerTree,
  applied: AppliedLayer,
  kills: KillLog,
): Slices<LayerBytes> {
  let killed = 0
  yield* kills.endLayer(state, inode => {
    const place = entryPlace(state, inode)
    killed += entryStored(place.tree, place.row)
  })
  yield* noteIgnored(state, applied)
  const unpacked = yield* unpackedBytes(state, tree, applied)
  return { kind: 'read', unpacked, killed, selfContained: applied.selfContained }
}

/** Content counts when a path shows it after its own layer (semantics §2). */
function* unpackedBytes(state: OverlayState, tree: LayerTree, applied: AppliedLayer): Slices<number> {
  const first = state.entryStarts[state.layer]!
  let bytes = 0
  for (let entry = 0; entry < tree.entries; entry++) {
    if (isSliceEnd(entry)) yield
    if (entryTypeCode(tree, entry) !== FILE) continue
    if (state.links[first + entry]! > 0) bytes += entryStored(tree, entry)
    else if (entryRole(tree, entry) === 'aufsLink') applied.findings.unusedAufsLink(entry)
  }
  return bytes
}

/** Finds the earlier copies that stand twice in the layer, and those that a later entry of it made unreachable. */
function* noteIgnored(state: OverlayState, applied: AppliedLayer): Slices<void> {
  const { duplicates, unlinked } = state
  const counted = new Set<number>()
  for (let at = 0; at < duplicates.length; at += 2) {
    const inode = duplicates.at(at + 1)
    applied.findings.duplicatePath(duplicates.at(at), ignoredBytes(state, inode, counted))
  }
  for (let at = 0; at < unlinked.length; at += 4) {
    if (isSliceEnd(at / 4)) yield
    const bytes = ignoredBytes(state, unlinked.at(at), counted)
    if (bytes > 0) applied.findings.lostPath(unlinked.at(at + 1), bytes)
  }
}

/** What an inode of this layer stores if no path shows it, told once. */
function ignoredBytes(state: OverlayState, inode: number, counted: Set<number>): number {
  const first = state.entryStarts[state.layer]!
  if (inode < first || state.links[inode]! > 0 || counted.has(inode)) return 0
  const { tree, row } = entryPlace(state, inode)
  if (entryTypeCode(tree, row) !== FILE) return 0
  counted.add(inode)
  return entryStored(tree, row)
}
