import type { ByteString } from '../image/byte-string.ts'
import type { Device, InodeType, Xattrs } from '../image/entry.ts'
import type { TreePath } from '../image/tree-path.ts'
import type { Change, Difference } from './change.ts'
import type { Overlay } from './overlay.ts'

/**
 * One way to look at an image: a stacked tree, or what one layer changed. Arrays are by node of the overlay.
 *
 *   stacked   what a container sees after `layer`; the change is what `layer` did (unchanged for the rest)
 *   changes   the paths `layer` added, modified or removed (removed ones stay visible, with what they were), files it
 *             wrote again unchanged, and the directories that lead there
 */
export interface TreeView {
  readonly overlay: Overlay
  readonly layer: number
  readonly scope: 'stacked' | 'changes'
  /** Version shown at a node, for a removed path the one beneath; -1 when the view does not show it. */
  readonly versions: Int32Array
  /** What `layer` did to the node: codes of `change-code.ts`. */
  readonly changes: Uint8Array
  /** Carried bytes at and beneath. `changes`: only bytes this layer wrote, so that the root has the layer's unpacked bytes. */
  readonly bytes: Float64Array
  /** Bytes at and beneath that went with removed paths: of inodes whose last path this layer removed. */
  readonly removedBytes: Float64Array
  /** Changed paths beneath, the node itself not counted. */
  readonly changed: Uint32Array
  /** Regular files at and beneath, removed ones not counted. */
  readonly files: Uint32Array
  /** For inodes with several paths in the stacked tree: the bytewise-first one, by inode. */
  readonly carriers: ReadonlyMap<number, number>
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
  /** Seconds since the epoch, fraction kept. */
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
