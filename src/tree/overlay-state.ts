import type { TreePath } from '../image/tree-path.ts'
import { ABSENT, DIRECTORY, SYMLINK } from './entry-code.ts'
import { GrowingInts } from './growing-columns.ts'
import type { LayerTree } from './layer-tree.ts'
import { NodeColumns } from './node-columns.ts'
import { KILL_CAUSES, type KillCause } from './overlay.ts'
import { PathTableBuilder } from './path-table-builder.ts'
import { VersionLog } from './version-log.ts'

/**
 * The overlay while layers are applied: the tree as built so far, and the versions that led to it. It knows how a path
 * is written and removed; what an entry means is `apply-layer.ts`.
 *
 * Within one layer a path has one version, changed in place; `previous` is always the tree below, so "below" can be
 * asked for at any time while a layer is applied.
 */
export class OverlayState {
  readonly layers: readonly (LayerTree | undefined)[]
  readonly entryStarts: Float64Array<ArrayBuffer>
  /** Of all layers. */
  readonly entries: number
  readonly paths: PathTableBuilder
  readonly nodes: NodeColumns
  readonly versions: VersionLog
  /** Paths of the tree so far that show an inode, by inode. */
  readonly links: Uint32Array<ArrayBuffer>
  /** The path each inode was written at, by inode; -1 for entries that were not applied. */
  readonly homes: Int32Array<ArrayBuffer>
  /** 1 for inodes that a hard link ever named. */
  readonly linked: Uint8Array<ArrayBuffer>
  /** Raised when a path that resolving went through becomes something else: what was resolved before may be wrong. */
  epoch = 1
  /** The layer being applied, its first version, and the entry at work (its number is the event's). */
  layer = 0
  layerStart = 0
  event = 0
  /** Inodes kept under `.wh..wh.plnk/`, by the path there. */
  readonly aufsLinks = new Map<TreePath, number>()
  /** Every unlinking of this layer, in order: inode, node, event, cause. */
  readonly unlinked = new GrowingInts()
  /** Every explicit version of this layer that a later entry of it wrote over: node, inode. */
  readonly duplicates = new GrowingInts()

  constructor(layers: readonly (LayerTree | undefined)[]) {
    const entries = layers.reduce((sum, tree) => sum + (tree?.entries ?? 0), 0)
    const paths = layers.reduce((most, tree) => Math.max(most, tree?.paths.size ?? 1), 1)
    this.layers = layers
    this.entryStarts = startsOf(layers)
    this.entries = entries
    this.paths = new PathTableBuilder(paths)
    this.nodes = new NodeColumns(paths + 1)
    this.versions = new VersionLog(entries + 64)
    this.links = new Uint32Array(entries)
    this.homes = new Int32Array(entries).fill(-1)
    this.linked = new Uint8Array(entries)
    this.set(0, DIRECTORY, -1, -1)
  }

  beginLayer(layer: number): void {
    this.layer = layer
    this.layerStart = layer === 0 ? 0 : this.versions.length
    this.epoch++
    this.unlinked.clear()
    this.duplicates.clear()
  }

  /** What stands at a path in the tree so far, as a code. */
  typeOf(node: number): number {
    const version = this.nodes.latest[node]!
    return version < 0 ? ABSENT : this.versions.type[version]!
  }

  /** The version of a path in the tree below this layer; -1 for none. It may be a removal. */
  versionBelow(node: number): number {
    const version = this.nodes.latest[node]!
    return version >= this.layerStart ? this.versions.previous[version]! : version
  }

  /** Whether what stands at a path was put there by the layer being applied. */
  isOwn(node: number): boolean {
    return this.nodes.latest[node]! >= this.layerStart
  }

  /** Whether an entry of the layer being applied put it there. */
  isOwnEntry(node: number): boolean {
    const version = this.nodes.latest[node]!
    return version >= this.layerStart && version >= 0 && this.versions.entry[version]! >= 0
  }

  /** Writes a path: replaces what stands there, keeps the children of a directory under a directory. */
  put(node: number, type: number, inode: number, entry: number): void {
    this.nodes.makeRoom(node)
    this.noteDuplicate(node)
    if (type !== DIRECTORY) this.links[inode]!++
    if (inode >= 0 && inode === entry) this.homes[inode] = node
    const before = this.typeOf(node)
    if (before === DIRECTORY && type !== DIRECTORY) this.removeBeneath(node)
    else if (before !== DIRECTORY && before !== ABSENT) this.unlink(node, 'written')
    this.set(node, type, inode, entry)
  }

  putImplicitDirectory(node: number): void {
    this.put(node, DIRECTORY, -1, -1)
  }

  /**
   * Removes what the layers below put beneath a directory; what this layer wrote stays, with the directories it
   * needs, which become implicit. Done once for a directory and layer: nothing of the layers below can come back.
   */
  hideBelow(directory: number, cause: KillCause): void {
    if (this.isHidden(directory)) return
    const directories = [directory]
    for (let at = 0; at < directories.length; at++) this.hideFilesIn(directories[at]!, cause, directories)
    for (let at = directories.length - 1; at > 0; at--) this.removeAlone(directories[at]!, cause)
  }

  /** Removes a path, and everything beneath it, as far as the layers below put it there. */
  removeBelow(node: number, cause: KillCause): void {
    const type = this.typeOf(node)
    if (type === ABSENT) return
    if (type === DIRECTORY) this.hideBelow(node, cause)
    this.removeAlone(node, cause)
  }

  private removeAlone(node: number, cause: KillCause): void {
    if (this.isOwn(node)) return
    if (this.nodes.firstChild[node] === 0) this.remove(node, cause)
    else this.set(node, DIRECTORY, -1, -1)
  }

  private hideFilesIn(directory: number, cause: KillCause, directories: number[]): void {
    if (this.nodes.hiddenBy[directory] === this.layer + 1) return
    this.nodes.hiddenBy[directory] = this.layer + 1
    for (let child = this.nodes.firstChild[directory]!; child !== 0; ) {
      const next = this.nodes.nextChild[child]!
      if (this.typeOf(child) === DIRECTORY) directories.push(child)
      else if (!this.isOwn(child)) this.remove(child, cause)
      child = next
    }
  }

  /** Whether this layer already hid everything that the layers below have in a directory. */
  private isHidden(directory: number): boolean {
    for (let at = directory; ; at = this.paths.parents[at]!) {
      if (this.nodes.hiddenBy[at] === this.layer + 1) return true
      if (at === 0) return false
    }
  }

  /** Removes everything beneath a directory that stops being one, this layer's own paths too. */
  private removeBeneath(directory: number): void {
    const found = [directory]
    for (let at = 0; at < found.length; at++) {
      for (
        let child = this.nodes.firstChild[found[at]!]!;
        child !== 0;
        child = this.nodes.nextChild[child]!
      ) {
        found.push(child)
      }
    }
    for (let at = found.length - 1; at > 0; at--) this.remove(found[at]!, 'replaced')
  }

  private remove(node: number, cause: KillCause): void {
    if (this.typeOf(node) !== DIRECTORY) this.unlink(node, cause)
    this.set(node, ABSENT, -1, -1)
  }

  private unlink(node: number, cause: KillCause): void {
    const inode = this.versions.inode[this.nodes.latest[node]!]!
    this.links[inode]!--
    this.unlinked.push(inode)
    this.unlinked.push(node)
    this.unlinked.push(this.event)
    this.unlinked.push(KILL_CAUSES.indexOf(cause))
  }

  private noteDuplicate(node: number): void {
    if (!this.isOwnEntry(node)) return
    this.duplicates.push(node)
    this.duplicates.push(this.versions.inode[this.nodes.latest[node]!]!)
  }

  private set(node: number, type: number, inode: number, entry: number): void {
    const before = this.typeOf(node)
    const latest = this.nodes.latest[node]!
    if (latest >= this.layerStart && latest >= 0) this.versions.change(latest, type, inode, entry)
    else this.nodes.latest[node] = this.versions.add(node, latest, type, inode, entry)
    const isOther = before !== type || type === SYMLINK
    if (isOther && this.nodes.resolvedBy[node] === this.layer + 1) this.epoch++
    if (before === type || node === 0) return
    if (type === ABSENT) this.nodes.leave(this.paths.parents[node]!, node)
    else if (before === ABSENT) this.nodes.join(this.paths.parents[node]!, node)
  }
}

function startsOf(layers: readonly (LayerTree | undefined)[]): Float64Array<ArrayBuffer> {
  const starts = new Float64Array(layers.length + 1)
  layers.forEach((tree, index) => {
    starts[index + 1] = starts[index]! + (tree?.entries ?? 0)
  })
  return starts
}
