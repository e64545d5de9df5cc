import type { ByteString } from '../image/byte-string.ts'
import type { Device, InodeType, Xattrs } from '../image/entry.ts'
import type { TreePath } from '../image/tree-path.ts'
import type { Change, Difference } from './change.ts'
import { changeOfCode, differencesOf } from './change-code.ts'
import { IMPLICIT_MODE } from './differences.ts'
import { DIRECTORY, inodeType } from './entry-code.ts'
import {
  entryDevice,
  entryGid,
  entryLength,
  entryLinkName,
  entryMode,
  entryMtime,
  entryPath,
  entrySha256,
  entryUid,
  entryXattrs,
} from './layer-tree.ts'
import {
  childNodes,
  type EntryPlace,
  entryPlace,
  layerOfVersion,
  nodeName,
  nodePath,
  type Overlay,
} from './overlay.ts'
import { changesColumns, stackedColumns, type ViewColumns } from './view-columns.ts'

/**
 * One way to look at an image: a stacked tree, or what one layer changed. Arrays are by node of the overlay.
 *
 *   stacked   what a container sees after `layer`; the change is what `layer` did (unchanged for the rest)
 *   changes   the paths `layer` added, modified or removed (removed ones stay visible, with what they were), files it
 *             wrote again unchanged, and the directories that lead there
 */
export interface TreeView extends ViewColumns {
  readonly overlay: Overlay
  readonly layer: number
  readonly scope: 'stacked' | 'changes'
}

/** Everything about one path in a view. */
export interface PathState {
  readonly path: TreePath
  readonly name: ByteString
  readonly type: InodeType
  /** What `stat` says, in bytes. */
  readonly length: number
  /** What sums use (semantics §2); for a removed path the bytes that went with it. */
  readonly carried: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Seconds since the epoch, fraction kept; 0 for an implicit directory. */
  readonly mtime: number
  /** Of a symlink. */
  readonly linkTarget: ByteString | null
  /** The path that carries this inode's bytes, when it is another one. */
  readonly hardLinkTo: TreePath | null
  readonly device: Device | null
  /** Hex. */
  readonly sha256: string | null
  readonly xattrs: Xattrs
  /** A directory no entry mentions. */
  readonly implicit: boolean
  readonly change: Change
  /** What differs when `modified`; empty otherwise. */
  readonly differs: readonly Difference[]
  /** The layer of the version shown. */
  readonly writtenBy: number
  /** The layer that removed the last path of this inode; `null` while one is left, and for directories. */
  readonly killedBy: number | null
  /** The path as recorded, when a symlink in a parent was followed. */
  readonly recordedAs: TreePath | null
}

/** What a container sees after `layer`. */
export function stackedView(overlay: Overlay, layer: number): TreeView {
  return { overlay, layer, scope: 'stacked', ...stackedColumns(overlay, layer) }
}

/** What `layer` did. */
export function changesView(overlay: Overlay, layer: number): TreeView {
  return { overlay, layer, scope: 'changes', ...changesColumns(overlay, layer) }
}

/** Whether a view shows a node. */
export function shows(view: TreeView, node: number): boolean {
  return view.versions[node]! >= 0
}

/** The paths a view shows directly in a directory, bytewise by name. */
export function childrenIn(view: TreeView, node: number): number[] {
  return childNodes(view.overlay, node).filter(child => shows(view, child))
}

/** What a shown node is; for a removed one what it was. */
export function typeOf(view: TreeView, node: number): InodeType {
  return inodeType(view.overlay.versions.type[view.versions[node]!]!)
}

/** What the view's layer did to a node. */
export function changeOf(view: TreeView, node: number): Change {
  return changeOfCode(view.changes[node]!)
}

/** What `stat` says of a shown node, in bytes. */
export function lengthOf(view: TreeView, node: number): number {
  const inode = inodePlace(view, node)
  return inode === null ? 0 : entryLength(inode.tree, inode.row)
}

/** Seconds since the epoch, fraction kept; 0 for an implicit directory. */
export function mtimeOf(view: TreeView, node: number): number {
  const inode = inodePlace(view, node)
  return inode === null ? 0 : entryMtime(inode.tree, inode.row)
}

/** The layer that removed the last path of a shown node's inode; `null` while one is left, and for directories. */
export function killedByOf(view: TreeView, node: number): number | null {
  const { versions, killedBy } = view.overlay
  const version = view.versions[node]!
  const inode = versions.inode[version]!
  if (inode < 0 || versions.type[version] === DIRECTORY || killedBy[inode]! < 0) return null
  return killedBy[inode]!
}

/** The layer and row of the entry that holds a shown node's content and metadata; `null` for implicit directories. */
export function inodePlace(view: TreeView, node: number): EntryPlace | null {
  const inode = view.overlay.versions.inode[view.versions[node]!]!
  return inode < 0 ? null : entryPlace(view.overlay, inode)
}

/** A number shared by all paths of an inode that has several; `null` for one that has never had more than one. */
export function linkedInode(view: TreeView, node: number): number | null {
  const inode = view.overlay.versions.inode[view.versions[node]!]!
  return view.carriers.has(inode) ? inode : null
}

/** Everything about a shown node. */
export function describe(view: TreeView, node: number): PathState {
  const version = view.versions[node]!
  const path = nodePath(view.overlay, node)
  const change = changeOf(view, node)
  return {
    path,
    name: nodeName(view.overlay, node),
    type: typeOf(view, node),
    carried: carriedBy(view, node),
    ...metadataOf(inodePlace(view, node)),
    hardLinkTo: otherCarrier(view, node),
    change,
    differs: change === 'modified' ? differencesOf(view.overlay.versions.differs[version]!) : [],
    writtenBy: layerOfVersion(view.overlay, version),
    killedBy: killedByOf(view, node),
    recordedAs: recordedElsewhere(view, version, path),
  }
}

function carriedBy(view: TreeView, node: number): number {
  if (typeOf(view, node) === 'directory') return 0
  return changeOf(view, node) === 'removed' ? view.removedBytes[node]! : view.bytes[node]!
}

function metadataOf(inode: EntryPlace | null) {
  if (inode === null) return IMPLICIT
  const { tree, row } = inode
  return {
    length: entryLength(tree, row),
    mode: entryMode(tree, row),
    uid: entryUid(tree, row),
    gid: entryGid(tree, row),
    mtime: entryMtime(tree, row),
    linkTarget: entryLinkName(tree, row),
    device: entryDevice(tree, row),
    sha256: entrySha256(tree, row),
    xattrs: entryXattrs(tree, row),
    implicit: false,
  }
}

const NO_XATTRS: Xattrs = new Map()

const IMPLICIT = {
  length: 0,
  mode: IMPLICIT_MODE,
  uid: 0,
  gid: 0,
  mtime: 0,
  linkTarget: null,
  device: null,
  sha256: null,
  xattrs: NO_XATTRS,
  implicit: true,
}

function otherCarrier(view: TreeView, node: number): TreePath | null {
  const carrier = view.carriers.get(view.overlay.versions.inode[view.versions[node]!]!)
  return carrier === undefined || carrier === node ? null : nodePath(view.overlay, carrier)
}

function recordedElsewhere(view: TreeView, version: number, path: TreePath): TreePath | null {
  const entry = view.overlay.versions.entry[version]!
  if (entry < 0) return null
  const { tree, row } = entryPlace(view.overlay, entry)
  const recorded = entryPath(tree, row)
  return recorded === path ? null : recorded
}
