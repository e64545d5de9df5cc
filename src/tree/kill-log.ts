import { differenceMask } from './differences.ts'
import { ABSENT, DIRECTORY, FILE } from './entry-code.ts'
import { GrowingInts } from './growing-columns.ts'
import { entryTypeCode } from './layer-tree.ts'
import { entryPlace, KILL_CAUSES, type KillCause, type KillTable } from './overlay.ts'
import type { OverlayState } from './overlay-state.ts'
import { pathAt } from './path-table.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** The inodes that lost their last path, gathered at the end of each layer: until then a hard link may save one. */
export class KillLog {
  readonly killedBy: Int32Array<ArrayBuffer>
  private readonly inode = new GrowingInts()
  private readonly layer = new GrowingInts()
  private readonly node = new GrowingInts()
  private readonly cause = new GrowingInts()
  private readonly differs = new GrowingInts()

  constructor(entries: number) {
    this.killedBy = new Int32Array(entries).fill(-1)
  }

  /** Notes the inodes of lower layers that the layer just applied killed; `onKill` is told each. */
  *endLayer(state: OverlayState, onKill: (inode: number) => void): Slices<void> {
    const firstOwn = state.entryStarts[state.layer]!
    let step = 0
    for (const { inode, node, cause } of lastUnlinkings(state)) {
      if (isSliceEnd(step++)) yield
      if (inode >= firstOwn) continue
      this.killedBy[inode] = state.layer
      this.inode.push(inode)
      this.layer.push(state.layer)
      this.node.push(node)
      const why = causeOf(state, inode, node, cause)
      this.cause.push(KILL_CAUSES.indexOf(why))
      this.differs.push(why === 'written' ? differenceNow(state, inode, node) : 0)
      onKill(inode)
    }
  }

  build(): KillTable {
    return {
      inode: this.inode.toInt32(),
      layer: this.layer.toInt32(),
      node: this.node.toInt32(),
      cause: Uint8Array.from(this.cause.toInt32()),
      differs: Uint8Array.from(this.differs.toInt32()),
    }
  }
}

interface Unlinking {
  readonly inode: number
  readonly node: number
  readonly event: number
  readonly cause: KillCause
}

/** Of every inode without a path: the event that took the last one. */
function* lastUnlinkings(state: OverlayState): Generator<Unlinking> {
  const several = new Map<number, Unlinking>()
  for (let at = 0; at < state.unlinked.length; at += 4) {
    const inode = state.unlinked.at(at)
    if (state.links[inode]! > 0) continue
    const unlinking = {
      inode,
      node: state.unlinked.at(at + 1),
      event: state.unlinked.at(at + 2),
      cause: KILL_CAUSES[state.unlinked.at(at + 3)]!,
    }
    if (state.linked[inode] === 0) yield unlinking
    else several.set(inode, laterOf(state, several.get(inode), unlinking))
  }
  yield* several.values()
}

/** Paths that one marker removes together go in bytewise order. */
function laterOf(state: OverlayState, known: Unlinking | undefined, found: Unlinking): Unlinking {
  if (known === undefined || known.event < found.event) return found
  return pathAt(state.paths, known.node) < pathAt(state.paths, found.node) ? found : known
}

/** Why, first that fits (semantics §6), judged by what the whole layer did to the path. */
function causeOf(state: OverlayState, inode: number, node: number, cause: KillCause): KillCause {
  const stands = state.typeOf(node)
  if (stands !== ABSENT) return stands === FILE && typeOfInode(state, inode) === FILE ? 'written' : 'replaced'
  if (cause === 'replaced' || cause === 'written' || hasParent(state, node, isNoDirectory)) return 'replaced'
  return hasParent(state, node, isOpaque) ? 'hidden' : 'deleted'
}

/** How what stands at a path now differs from an inode. */
function differenceNow(state: OverlayState, inode: number, node: number): number {
  return differenceMask(state, inode, state.versions.inode[state.nodes.latest[node]!]!)
}

function hasParent(
  state: OverlayState,
  node: number,
  holds: (state: OverlayState, at: number) => boolean,
): boolean {
  for (let at = node; at !== 0; ) {
    at = state.paths.parents[at]!
    if (holds(state, at)) return true
  }
  return false
}

function isNoDirectory(state: OverlayState, node: number): boolean {
  const type = state.typeOf(node)
  return type !== ABSENT && type !== DIRECTORY
}

function isOpaque(state: OverlayState, node: number): boolean {
  return state.nodes.opaqueBy[node] === state.layer + 1
}

function typeOfInode(state: OverlayState, inode: number): number {
  const { tree, row } = entryPlace(state, inode)
  return entryTypeCode(tree, row)
}
