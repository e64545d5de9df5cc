import { differenceBit } from './change-code.ts'
import { DIRECTORY, FILE, SYMLINK } from './entry-code.ts'
import {
  entryDevice,
  entryGid,
  entryLinkName,
  entryMode,
  entryMtime,
  entryTypeCode,
  entryUid,
  type LayerTree,
  sameContent,
  xattrBytes,
} from './layer-tree.ts'
import { entryPlace, type Overlay } from './overlay.ts'
import { sameBytes } from './path-hash.ts'

type Layers = Pick<Overlay, 'layers' | 'entryStarts'>

/**
 * How two inodes differ, as a mask of `change-code.ts` (semantics §5); -1 stands for an implicit directory. Between
 * inodes of two types nothing but the type is told: the rest belongs to different kinds of things. A directory whose
 * times alone differ does not differ.
 */
export function differenceMask(overlay: Layers, before: number, after: number): number {
  if (before === after) return 0
  return placeDifferences(
    before < 0 ? IMPLICIT : entryPlace(overlay, before),
    after < 0 ? IMPLICIT : entryPlace(overlay, after),
  )
}

/** The same between inodes of any two layers, also of two images. */
export function placeDifferences(left: Place | 'implicit', right: Place | 'implicit'): number {
  const type = typeOf(left)
  if (type !== typeOf(right)) return TYPE
  const metadata = metadataMask(left, right)
  if (type === DIRECTORY) return metadata
  return metadata | (mtimeOf(left) === mtimeOf(right) ? 0 : MTIME) | contentMask(type, left, right)
}

/** An entry of a layer. */
export interface Place {
  readonly tree: LayerTree
  readonly row: number
}

export const IMPLICIT = 'implicit'

const CONTENT = differenceBit('content')
const MODE = differenceBit('mode')
const OWNER = differenceBit('owner')
const XATTRS = differenceBit('xattrs')
const LINK_TARGET = differenceBit('linkTarget')
const DEVICE = differenceBit('device')
const TYPE = differenceBit('type')
const MTIME = differenceBit('mtime')

function metadataMask(left: Place | 'implicit', right: Place | 'implicit'): number {
  let mask = 0
  if (modeOf(left) !== modeOf(right)) mask |= MODE
  if (uidOf(left) !== uidOf(right) || gidOf(left) !== gidOf(right)) mask |= OWNER
  if (!equalBytes(xattrsOf(left), xattrsOf(right))) mask |= XATTRS
  return mask
}

function contentMask(type: number, left: Place | 'implicit', right: Place | 'implicit'): number {
  if (left === IMPLICIT || right === IMPLICIT) return 0
  if (type === FILE) return sameContent(left.tree, left.row, right.tree, right.row) ? 0 : CONTENT
  if (type === SYMLINK) {
    return entryLinkName(left.tree, left.row) === entryLinkName(right.tree, right.row) ? 0 : LINK_TARGET
  }
  return sameDevice(left, right) ? 0 : DEVICE
}

function sameDevice(left: Place, right: Place): boolean {
  const a = entryDevice(left.tree, left.row)
  const b = entryDevice(right.tree, right.row)
  return a?.major === b?.major && a?.minor === b?.minor
}

function typeOf(place: Place | 'implicit'): number {
  return place === IMPLICIT ? DIRECTORY : entryTypeCode(place.tree, place.row)
}

function modeOf(place: Place | 'implicit'): number {
  return place === IMPLICIT ? IMPLICIT_MODE : entryMode(place.tree, place.row)
}

/** Permissions of a directory no entry mentions. */
export const IMPLICIT_MODE = 0o755

function uidOf(place: Place | 'implicit'): number {
  return place === IMPLICIT ? 0 : entryUid(place.tree, place.row)
}

function gidOf(place: Place | 'implicit'): number {
  return place === IMPLICIT ? 0 : entryGid(place.tree, place.row)
}

function mtimeOf(place: Place | 'implicit'): number {
  return place === IMPLICIT ? 0 : entryMtime(place.tree, place.row)
}

function xattrsOf(place: Place | 'implicit'): Uint8Array {
  return place === IMPLICIT ? NO_BYTES : xattrBytes(place.tree, place.row)
}

const NO_BYTES = new Uint8Array(0)

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && sameBytes(left, 0, left.length, right, 0)
}
