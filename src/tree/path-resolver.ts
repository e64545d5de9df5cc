import { type ByteString, byteString } from '../image/byte-string.ts'
import type { Limits } from '../image/limits.ts'
import { ABSENT, DIRECTORY, SYMLINK } from './entry-code.ts'
import { entryLinkName, type LayerTree } from './layer-tree.ts'
import { entryPlace } from './overlay.ts'
import type { OverlayState } from './overlay-state.ts'
import { findChild, findChildBytes } from './path-table.ts'

/** Nothing stands at the path. */
export const NOWHERE = -1
/** More hops than allowed: a loop, or as good as one. */
export const LOOP = -2

/**
 * Finds where the paths of one layer lead when the symlinks in their parents are followed (semantics §4.10), against
 * the tree as built so far. Absolute targets and `..` stop at the image's root.
 *
 * A million files share few directories, so what a directory of the layer resolved to is remembered until a path that
 * was gone through changes its type (`OverlayState.epoch`).
 */
export class PathResolver {
  private readonly state: OverlayState
  private readonly tree: LayerTree
  private readonly limits: Limits
  private readonly onReplacedParent: (node: number) => void
  private readonly resolved: Int32Array
  private readonly epochs: Uint32Array
  private readonly hops: Uint8Array
  /** Hops of the walk at work. */
  private walked = 0
  /** False once a directory was gone through that the layer itself did not write. */
  selfContained = true

  constructor(
    state: OverlayState,
    tree: LayerTree,
    limits: Limits,
    onReplacedParent: (node: number) => void,
  ) {
    this.state = state
    this.tree = tree
    this.limits = limits
    this.onReplacedParent = onReplacedParent
    this.resolved = new Int32Array(tree.paths.size)
    this.epochs = new Uint32Array(tree.paths.size)
    this.hops = new Uint8Array(tree.paths.size)
  }

  /** The directory that a directory of the layer means, made (implicit) where nothing stands; or `LOOP`. */
  directory(recorded: number): number {
    return this.resolve(recorded, true)
  }

  /** The same for markers, which make nothing; or `NOWHERE`, `LOOP`. */
  existing(recorded: number): number {
    return this.resolve(recorded, false)
  }

  /** Whether symlinks were followed to get to a directory of the layer. */
  wasFollowed(recorded: number): boolean {
    return this.hops[recorded]! > 0
  }

  /** The node of the last component of a path of the layer, in a directory already resolved. */
  child(directory: number, recorded: number): number {
    const { nameBytes, nameStarts } = this.tree.paths
    const start = nameStarts[recorded]!
    return this.state.paths.internBytes(directory, nameBytes, start, nameStarts[recorded + 1]!)
  }

  /**
   * The version a hard link's target shows: in the tree so far, else in the tree below this layer. `NOWHERE` when
   * neither has it or it is a directory.
   */
  linkTarget(target: ByteString): number {
    const names = namesOf(target)
    const last = names.pop()
    if (last === undefined || last === '..') return NOWHERE
    const found = this.lookUp(names, last, false)
    return found === NOWHERE ? this.lookUp(names, last, true) : found
  }

  private resolve(recorded: number, create: boolean): number {
    if (recorded === 0) return 0
    const epoch = this.state.epoch
    if (this.epochs[recorded] === epoch) return this.resolved[recorded]!
    const above = this.tree.paths.parents[recorded]!
    const directory = this.resolve(above, create)
    if (directory < 0) return directory
    this.walked = this.hops[above]!
    const node = create ? this.step(directory, recorded) : this.look(directory, recorded)
    if (node === NOWHERE || (node !== LOOP && this.state.typeOf(node) !== DIRECTORY)) return NOWHERE
    this.resolved[recorded] = node
    this.hops[recorded] = this.walked
    this.epochs[recorded] = epoch
    return node
  }

  private step(directory: number, recorded: number): number {
    const node = this.child(directory, recorded)
    this.touch(node)
    const type = this.state.typeOf(node)
    if (type !== DIRECTORY || !this.state.isOwnEntry(node)) this.selfContained = false
    if (type === SYMLINK) return this.follow(node, directory, true, false)
    return this.asDirectory(node)
  }

  private look(directory: number, recorded: number): number {
    const { nameBytes, nameStarts } = this.tree.paths
    const start = nameStarts[recorded]!
    const node = findChildBytes(this.state.paths, directory, nameBytes, start, nameStarts[recorded + 1]!)
    if (node < 0) return NOWHERE
    this.touch(node)
    const type = this.state.typeOf(node)
    if (type === ABSENT) return NOWHERE
    return type === SYMLINK ? this.follow(node, directory, false, false) : node
  }

  private asDirectory(node: number): number {
    const type = this.state.typeOf(node)
    if (type === DIRECTORY) return node
    if (type !== ABSENT) this.onReplacedParent(node)
    this.state.putImplicitDirectory(node)
    return node
  }

  private lookUp(names: readonly ByteString[], last: ByteString, below: boolean): number {
    this.walked = 0
    const directory = this.walk(0, [...names].reverse(), false, below)
    if (directory < 0) return directory
    const node = findChild(this.state.paths, directory, last)
    if (node === undefined) return NOWHERE
    const version = this.version(node, below)
    const type = version < 0 ? ABSENT : this.state.versions.type[version]!
    return type === ABSENT || type === DIRECTORY ? NOWHERE : version
  }

  private follow(symlink: number, directory: number, create: boolean, below: boolean): number {
    const names = this.namesBehind(symlink, below)
    if (names === undefined) return LOOP
    return this.walk(names.absolute ? 0 : directory, names.reversed, create, below)
  }

  /** What a symlink adds to the components still to walk; `undefined` when it is one hop too many. */
  private namesBehind(symlink: number, below: boolean) {
    const inode = this.state.versions.inode[this.version(symlink, below)]!
    const { tree, row } = entryPlace(this.state, inode)
    const target = entryLinkName(tree, row)
    this.walked++
    if (target === null || target.length > this.limits.path || this.walked > this.limits.linkHops) return
    return { absolute: target.startsWith('/'), reversed: namesOf(target).reverse() }
  }

  /** Walks components (the next one last). Where nothing stands, the rest is taken as written. */
  private walk(from: number, pending: ByteString[], create: boolean, below: boolean): number {
    const missing: ByteString[] = []
    let at = from
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (name === '..') {
        if (missing.pop() === undefined) at = this.state.paths.parents[at]!
        continue
      }
      const node = missing.length > 0 ? undefined : findChild(this.state.paths, at, name)
      const type = node === undefined ? ABSENT : this.type(node, below)
      if (node !== undefined) this.touch(node)
      if (node === undefined || type === ABSENT) missing.push(name)
      else if (type !== SYMLINK) at = node
      else {
        const behind = this.namesBehind(node, below)
        if (behind === undefined) return LOOP
        if (behind.absolute) at = 0
        pending.push(...behind.reversed)
      }
    }
    if (create) return this.makeAll(at, missing)
    return missing.length > 0 ? NOWHERE : at
  }

  private makeAll(from: number, names: readonly ByteString[]): number {
    let at = this.asDirectory(from)
    for (const name of names) {
      at = this.state.paths.intern(at, name)
      this.touch(at)
      this.asDirectory(at)
    }
    return at
  }

  private version(node: number, below: boolean): number {
    return below ? this.state.versionBelow(node) : this.state.nodes.latest[node]!
  }

  private type(node: number, below: boolean): number {
    const version = this.version(node, below)
    return version < 0 ? ABSENT : this.state.versions.type[version]!
  }

  private touch(node: number): void {
    this.state.nodes.makeRoom(node)
    this.state.nodes.resolvedBy[node] = this.state.layer + 1
  }
}

function namesOf(target: ByteString): ByteString[] {
  return target
    .split('/')
    .filter(name => name !== '' && name !== '.')
    .map(byteString)
}
