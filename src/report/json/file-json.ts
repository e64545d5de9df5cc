import { type ByteString, fromBytes } from '../../image/byte-string.ts'
import type { InodeType, Xattrs } from '../../image/entry.ts'
import type { Change, Difference } from '../../tree/change.ts'
import type { Overlay } from '../../tree/overlay.ts'
import { changesView, describe, type PathState, stackedView, type TreeView } from '../../tree/tree-view.ts'
import { formatOctalMode } from '../format-mode.ts'
import { formatTime } from '../format-time.ts'
import { isOwn } from '../own-path.ts'
import { nodesBeneath } from '../path-order.ts'
import { nameBytesJson, nameJson } from './name-json.ts'

/** One path of a tree. */
export interface FileJson {
  readonly path: string
  /** The exact bytes, base64, of a path that is not UTF-8. */
  readonly pathBytes?: string
  readonly type: InodeType
  /** Its length, as `stat` says. */
  readonly bytes: number
  /** What it adds to sums: 0 for the further names of an inode, the stored bytes of a sparse file. */
  readonly carried: number
  /** Four octal digits. */
  readonly mode: string
  readonly uid: number
  readonly gid: number
  /** ISO 8601; `null` for an implicit directory, which has no recorded time. */
  readonly mtime: string | null
  readonly linkTarget: string | null
  /** The path that carries the content this hard link names. */
  readonly hardLinkTo: string | null
  readonly sha256: string | null
  /** Values in base64. */
  readonly xattrs: Readonly<Record<string, string>>
  /** No entry mentions it: it exists because something lies beneath. */
  readonly implicit: boolean
  readonly change: Change
  readonly differs: readonly Difference[]
}

/** What one layer wrote and removed, in the order of paths. */
export function* layerFilesJson(overlay: Overlay, layer: number): Generator<FileJson> {
  const view = changesView(overlay, layer)
  for (const node of nodesOf(view)) {
    const state = describe(view, node)
    if (isOwn(state, layer)) yield fileJson(state)
  }
}

/** What a container sees: the root, and everything beneath it, in the order of paths. */
export function* finalFilesJson(overlay: Overlay, layers: number): Generator<FileJson> {
  if (layers === 0) return
  const view = stackedView(overlay, layers - 1)
  yield* filesJson(view, nodesOf(view))
}

/** Some paths of a tree. */
export function* filesJson(view: TreeView, nodes: Iterable<number>): Generator<FileJson> {
  for (const node of nodes) yield fileJson(describe(view, node))
}

function* nodesOf(view: TreeView): Generator<number> {
  yield ROOT_NODE
  yield* nodesBeneath(view, ROOT_NODE)
}

const ROOT_NODE = 0

export function fileJson(state: PathState): FileJson {
  const pathBytes = nameBytesJson(state.path)
  return {
    path: nameJson(state.path),
    ...(pathBytes === undefined ? {} : { pathBytes }),
    type: state.type,
    bytes: state.length,
    carried: state.carried,
    mode: formatOctalMode(state.mode),
    uid: state.uid,
    gid: state.gid,
    mtime: state.implicit ? null : formatTime(state.mtime),
    linkTarget: nameOrNull(state.linkTarget),
    hardLinkTo: nameOrNull(state.hardLinkTo),
    sha256: state.sha256,
    xattrs: xattrsJson(state.xattrs),
    implicit: state.implicit,
    change: state.change,
    differs: state.differs,
  }
}

function nameOrNull(name: ByteString | null): string | null {
  return name === null ? null : nameJson(name)
}

function xattrsJson(xattrs: Xattrs): Record<string, string> {
  return Object.fromEntries([...xattrs].map(([name, value]) => [nameJson(name), base64(value)]))
}

function base64(bytes: Uint8Array): string {
  return btoa(fromBytes(bytes))
}
