import { REMOVED, UNCHANGED } from './change-code.ts'
import { ABSENT, FILE } from './entry-code.ts'
import { type Overlay, versionAt, versionEnd, versionStart } from './overlay.ts'

/** The columns of a view, by node of the overlay. */
export interface ViewColumns {
  /** Version shown at a node, for a removed path the one beneath; -1 when the view does not show it. */
  readonly versions: Int32Array
  /** What the layer did to the node: codes of `change-code.ts`. */
  readonly changes: Uint8Array
  /** Carried bytes at and beneath. Of changes: only what the layer wrote, so that the root has the layer's unpacked bytes. */
  readonly bytes: Float64Array
  /** Bytes at and beneath that went with removed paths: of inodes whose last path the layer removed. */
  readonly removedBytes: Float64Array
  /** Changed paths beneath, the node itself not counted. */
  readonly changed: Uint32Array
  /** Regular files at and beneath, removed ones not counted. */
  readonly files: Uint32Array
  /** For inodes with several paths in the stacked tree: the bytewise-first one, by inode. */
  readonly carriers: ReadonlyMap<number, number>
}

/** Columns of the stacked tree up to `layer`: each path's latest version that is not above it, then one sum. */
export function stackedColumns(overlay: Overlay, layer: number): ViewColumns {
  const columns = newColumns(overlay, new Int32Array(overlay.paths.size))
  showStanding(overlay, columns.versions, versionEnd(overlay, layer))
  noteChanges(overlay, columns, layer)
  carry(overlay, columns, layer, 0)
  addUp(overlay, columns, 0)
  return columns
}

function showStanding(overlay: Overlay, versions: Int32Array, end: number): void {
  const { latest } = overlay
  const { previous, type } = overlay.versions
  for (let node = 0; node < versions.length; node++) {
    let version = latest[node]!
    while (version >= end) version = previous[version]!
    versions[node] = version >= 0 && type[version] !== ABSENT ? version : -1
  }
}

/** Columns of what `layer` changed. */
export function changesColumns(overlay: Overlay, layer: number): ViewColumns {
  const columns = newColumns(overlay, new Int32Array(overlay.paths.size).fill(-1))
  columns.versions[0] = versionAt(overlay, 0, layer)
  noteChanges(overlay, columns, layer)
  const start = versionStart(overlay, layer)
  for (let version = start; version < versionEnd(overlay, layer); version++) {
    if (isTold(overlay, version)) show(overlay, columns.versions, version, layer)
  }
  carry(overlay, columns, layer, overlay.entryStarts[layer] ?? 0)
  addUp(overlay, columns, start)
  return columns
}

type Growing = ViewColumns & { readonly carriers: Map<number, number> }

function newColumns(overlay: Overlay, versions: Int32Array): Growing {
  const { size } = overlay.paths
  return {
    versions,
    changes: new Uint8Array(size),
    bytes: new Float64Array(size),
    removedBytes: new Float64Array(size),
    changed: new Uint32Array(size),
    files: new Uint32Array(size),
    carriers: new Map(),
  }
}

function noteChanges(overlay: Overlay, columns: Growing, layer: number): void {
  const { node, change, previous, bytes, inode } = overlay.versions
  const { killedBy } = overlay
  const { changes, removedBytes } = columns
  for (let version = versionStart(overlay, layer); version < versionEnd(overlay, layer); version++) {
    const code = change[version]!
    if (code === UNCHANGED) continue
    changes[node[version]!] = code
    if (code !== REMOVED) continue
    const before = previous[version]!
    if (inode[before]! >= 0 && killedBy[inode[before]!]! >= 0) removedBytes[node[version]!] = bytes[before]!
  }
}

/** Changed paths, and files written again unchanged: their bytes are the layer's. */
function isTold(overlay: Overlay, version: number): boolean {
  const { change, type } = overlay.versions
  return change[version] !== UNCHANGED || type[version] === FILE
}

/** Shows a version and the directories that lead to it; the root is shown from the start. */
function show(overlay: Overlay, versions: Int32Array, version: number, layer: number): void {
  const { parents } = overlay.paths
  const node = overlay.versions.node[version]!
  versions[node] = standing(overlay, version)
  for (let at = parents[node]!; versions[at]! < 0; at = parents[at]!) {
    versions[at] = standing(overlay, versionAt(overlay, at, layer))
  }
}

/** The version itself, or what stood before a removal. */
function standing(overlay: Overlay, version: number): number {
  return overlay.versions.type[version] === ABSENT ? overlay.versions.previous[version]! : version
}

/** Puts the bytes of inodes with several paths on the bytewise-first, now and in the tree below. */
function carry(overlay: Overlay, columns: Growing, layer: number, firstInode: number): void {
  const before = new Set<number>()
  for (let row = 0; row < overlay.links.version.length; row++) {
    const version = overlay.links.version[row]!
    const inode = overlay.versions.inode[version]!
    const node = overlay.versions.node[version]!
    const bytes = overlay.links.bytes[row]!
    if (!columns.carriers.has(inode) && versionAt(overlay, node, layer) === version) {
      columns.carriers.set(inode, node)
      if (inode >= firstInode) columns.bytes[node] = bytes
    }
    if (before.has(inode) || layer === 0 || versionAt(overlay, node, layer - 1) !== version) continue
    before.add(inode)
    if (columns.changes[node] === REMOVED && overlay.killedBy[inode] === layer) {
      columns.removedBytes[node] = bytes
    }
  }
}

/**
 * Adds every node to its parent, backwards: a parent's number is always lower than its children's. What is nothing is
 * not added: most paths are neither changed nor removed, and pages nobody writes cost no memory.
 */
function addUp(overlay: Overlay, columns: Growing, firstVersion: number): void {
  const { versions, changes, bytes, removedBytes, changed, files } = columns
  const { parents } = overlay.paths
  const { bytes: carried, type } = overlay.versions
  for (let node = versions.length - 1; node > 0; node--) {
    const version = versions[node]!
    if (version < 0 && firstVersion > 0) continue // of changes: nothing at it or beneath it changed
    const change = changes[node]!
    const parent = parents[node]!
    if (version >= firstVersion && change !== REMOVED) {
      bytes[node]! += carried[version]!
      if (type[version] === FILE) files[node]!++
    }
    if (files[node] !== 0) {
      bytes[parent]! += bytes[node]!
      files[parent]! += files[node]!
    }
    const changedHere = changed[node]! + (change === UNCHANGED ? 0 : 1)
    if (changedHere === 0) continue
    changed[parent]! += changedHere
    if (removedBytes[node] !== 0) removedBytes[parent]! += removedBytes[node]!
  }
}
