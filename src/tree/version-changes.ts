import { ADDED, MODIFIED, REMOVED, UNCHANGED } from './change-code.ts'
import { differenceMask } from './differences.ts'
import { ABSENT, FILE } from './entry-code.ts'
import type { LayerBytes } from './layer-bytes.ts'
import { entryStored } from './layer-tree.ts'
import { entryPlace, type LayerTotals, type VersionColumns } from './overlay.ts'
import type { OverlayState } from './overlay-state.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** Fills in what each version changed against the one beneath it, and the bytes it carries. */
export function* compareVersions(state: OverlayState, versions: VersionColumns): Slices<void> {
  for (let version = 0; version < versions.node.length; version++) {
    if (isSliceEnd(version)) yield
    const mask = changedMask(state, versions, version)
    versions.change[version] = changeCode(versions, version, mask)
    versions.differs[version] = mask
    versions.bytes[version] = carriedBytes(state, versions, version)
  }
}

/** Adds up what each layer did. A layer over an unreadable one is told only as far as that one cannot matter. */
export function* layerTotals(
  versions: VersionColumns,
  versionStarts: Float64Array,
  layers: readonly LayerBytes[],
): Slices<LayerTotals[]> {
  const totals: LayerTotals[] = []
  let cumulative = 0
  let readable = true
  for (const [layer, bytes] of layers.entries()) {
    const belowReadable = readable
    readable &&= bytes.kind === 'read'
    cumulative += bytes.unpacked - bytes.killed
    if (bytes.kind === 'unreadable') {
      totals.push(UNKNOWN)
      continue
    }
    const counts = yield* countVersions(versions, versionStarts[layer]!, versionStarts[layer + 1]!)
    totals.push({
      ...(readable ? counts : UNKNOWN),
      entries: belowReadable || bytes.selfContained ? counts.entries : null,
      unpackedBytes: belowReadable || bytes.selfContained ? bytes.unpacked : null,
      cumulativeBytes: readable ? cumulative : null,
    })
  }
  return totals
}

const UNKNOWN: LayerTotals = {
  unpackedBytes: null,
  cumulativeBytes: null,
  entries: null,
  added: null,
  modified: null,
  removed: null,
}

function stands(versions: VersionColumns, version: number): boolean {
  return version >= 0 && versions.type[version] !== ABSENT
}

function changedMask(state: OverlayState, versions: VersionColumns, version: number): number {
  const previous = versions.previous[version]!
  if (!stands(versions, version) || !stands(versions, previous)) return 0
  return differenceMask(state, versions.inode[previous]!, versions.inode[version]!)
}

function changeCode(versions: VersionColumns, version: number, mask: number): number {
  const before = stands(versions, versions.previous[version]!)
  if (!stands(versions, version)) return before ? REMOVED : UNCHANGED
  if (!before) return ADDED
  return mask === 0 ? UNCHANGED : MODIFIED
}

/** Inodes with hard links carry through the link table instead. */
function carriedBytes(state: OverlayState, versions: VersionColumns, version: number): number {
  const inode = versions.inode[version]!
  if (versions.type[version] !== FILE || state.linked[inode] === 1) return 0
  const { tree, row } = entryPlace(state, inode)
  return entryStored(tree, row)
}

type VersionCounts = { readonly [Figure in 'entries' | 'added' | 'modified' | 'removed']: number }

function* countVersions(versions: VersionColumns, from: number, to: number): Slices<VersionCounts> {
  const counts = [0, 0, 0, 0]
  let entries = 0
  for (let version = from; version < to; version++) {
    if (isSliceEnd(version)) yield
    if (versions.entry[version]! >= 0) entries++
    if (versions.node[version] !== 0) counts[versions.change[version]!]!++
  }
  return { entries, added: counts[ADDED]!, modified: counts[MODIFIED]!, removed: counts[REMOVED]! }
}
