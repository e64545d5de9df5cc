import { fail } from '../errors.ts'
import type { ByteString } from '../image/byte-string.ts'
import type { LimitName, Limits } from '../image/limits.ts'
import { parseTreePath } from '../image/tree-path.ts'
import { ApplyFindings } from './apply-findings.ts'
import { DIRECTORY, HARD_LINK } from './entry-code.ts'
import { whiteoutTarget } from './entry-role.ts'
import {
  entryLinkName,
  entryNode,
  entryPath,
  entryRole,
  entryTypeCode,
  type LayerTree,
} from './layer-tree.ts'
import { entryPlace } from './overlay.ts'
import type { OverlayState } from './overlay-state.ts'
import { LOOP, NOWHERE, PathResolver } from './path-resolver.ts'
import { depthAt, findChild, nameAt, parentAt, pathAt } from './path-table.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** What applying a layer turned up. */
export interface AppliedLayer {
  readonly findings: ApplyFindings
  /** Whether no layer below could have changed which of this layer's entries apply, and where. */
  readonly selfContained: boolean
}

/**
 * Applies a layer over the layers beneath it, entry by entry in tar order (semantics §4).
 *
 *   below            layer                 result
 *   a/x  a/y    +    a/.wh.x  a/z    =     a/y  a/z
 *   a/x  a/y    +    a/.wh..wh..opq        a/
 *
 * A marker removes only what lies below: a path this same layer writes stays, whichever of the two entries comes first
 * in the archive (OCI image-spec, layer.md "Whiteouts").
 */
export function* applyLayer(state: OverlayState, tree: LayerTree, limits: Limits): Slices<AppliedLayer> {
  const application = new Application(state, tree, limits)
  for (let entry = 0; entry < tree.entries; entry++) {
    application.apply(entry)
    if (isSliceEnd(entry)) yield
  }
  return application.result()
}

class Application {
  private readonly state: OverlayState
  private readonly tree: LayerTree
  private readonly limits: Limits
  private readonly findings: ApplyFindings
  private readonly resolver: PathResolver
  private readonly firstEntry: number
  private readonly mostPaths: number
  private linksStayInside = true

  constructor(state: OverlayState, tree: LayerTree, limits: Limits) {
    this.state = state
    this.tree = tree
    this.limits = limits
    this.findings = new ApplyFindings(state, tree)
    this.resolver = new PathResolver(state, tree, limits, node => this.findings.replacedParent(node))
    this.firstEntry = state.entryStarts[state.layer]!
    this.mostPaths = state.entries + limits.implicitDirectories + 1
  }

  apply(entry: number): void {
    this.state.event = this.firstEntry + entry
    const role = entryRole(this.tree, entry)
    if (role === 'content') this.write(entry)
    else if (role === 'whiteout') this.whiteOut(entry)
    else if (role === 'opaque') this.hide(entry)
    else if (role === 'aufsLink') this.keepAufsLink(entry)
    // The rest is not applied; the layer tree's own findings tell why.
  }

  result(): AppliedLayer {
    return {
      findings: this.findings,
      selfContained: this.linksStayInside && this.resolver.selfContained,
    }
  }

  private write(entry: number): void {
    const inode = this.inodeOf(entry)
    if (inode < 0) return
    const node = this.placeOf(entry)
    if (node < 0) return
    this.state.put(node, this.typeOf(inode), inode, this.firstEntry + entry)
  }

  private typeOf(inode: number): number {
    if (inode >= this.firstEntry) return entryTypeCode(this.tree, inode - this.firstEntry)
    const { tree, row } = entryPlace(this.state, inode)
    return entryTypeCode(tree, row)
  }

  /** The inode an entry writes: its own, or the one its hard link names. */
  private inodeOf(entry: number): number {
    if (entryTypeCode(this.tree, entry) !== HARD_LINK) return this.firstEntry + entry
    const inode = this.linkedInode(entry)
    if (inode === LOOP) this.findings.linkLoop(entry)
    else if (inode === NOWHERE) this.findings.missingLinkTarget(entry)
    else this.state.linked[inode] = 1
    if (inode < this.firstEntry) this.linksStayInside = false
    return inode
  }

  private linkedInode(entry: number): number {
    const target = entryLinkName(this.tree, entry)
    if (target === null) return NOWHERE
    const kept = this.state.aufsLinks.size === 0 ? undefined : this.aufsInode(target)
    if (kept !== undefined) return kept
    const version = this.resolver.linkTarget(target)
    return version < 0 ? version : this.state.versions.inode[version]!
  }

  /** An inode under `.wh..wh.plnk/`: of this layer, or of a lower one while a path still shows it. */
  private aufsInode(target: ByteString): number | undefined {
    const inode = this.state.aufsLinks.get(parseTreePath(target))
    if (inode === undefined) return undefined
    return inode >= this.firstEntry || this.state.links[inode]! > 0 ? inode : undefined
  }

  private keepAufsLink(entry: number): void {
    const inode = this.inodeOf(entry)
    if (inode < 0) return
    this.state.linked[inode] = 1
    this.state.aufsLinks.set(entryPath(this.tree, entry), inode)
  }

  /** Where an entry goes: parents made, symlinks in them followed, the last component as itself. */
  private placeOf(entry: number): number {
    const recorded = entryNode(this.tree, entry)
    if (recorded === 0) return 0
    const above = parentAt(this.tree.paths, recorded)
    const directory = this.resolver.directory(above)
    if (this.state.paths.size > this.mostPaths) this.tooManyDirectories()
    if (directory === LOOP) this.findings.linkLoop(entry)
    if (directory < 0) return NOWHERE
    const node = this.resolver.child(directory, recorded)
    if (this.resolver.wasFollowed(above)) this.checkLimits(node)
    return node
  }

  private whiteOut(entry: number): void {
    const directory = this.markedDirectory(entry)
    if (directory < 0) return
    const marker = nameAt(this.tree.paths, entryNode(this.tree, entry))
    const node = findChild(this.state.paths, directory, whiteoutTarget(marker))
    if (node !== undefined) this.state.removeBelow(node, 'deleted')
  }

  private hide(entry: number): void {
    const directory = this.markedDirectory(entry)
    if (directory < 0 || this.state.typeOf(directory) !== DIRECTORY) return
    this.state.nodes.opaqueBy[directory] = this.state.layer + 1
    this.state.hideBelow(directory, 'hidden')
  }

  /** The directory a marker stands in; markers make none. */
  private markedDirectory(entry: number): number {
    const directory = this.resolver.existing(parentAt(this.tree.paths, entryNode(this.tree, entry)))
    if (directory === LOOP) this.findings.linkLoop(entry)
    return directory
  }

  /** The layer tree checked recorded paths; only a followed symlink can make one longer. */
  private checkLimits(node: number): void {
    const depth = depthAt(this.state.paths, node)
    if (depth > this.limits.depth) this.exceeded('depth', this.limits.depth, depth)
    const { length } = pathAt(this.state.paths, node)
    if (length > this.limits.path) this.exceeded('path', this.limits.path, length)
  }

  /** Layers that are modest alone can be too much together, and so can what symlinks lead to. */
  private tooManyDirectories(): never {
    const allowed = this.limits.implicitDirectories
    fail({ kind: 'limitExceeded', what: 'The image', limit: 'implicitDirectories', allowed, found: null })
  }

  private exceeded(limit: LimitName, allowed: number, found: number): never {
    fail({ kind: 'limitExceeded', what: `A path of layer ${this.state.layer}`, limit, allowed, found })
  }
}
