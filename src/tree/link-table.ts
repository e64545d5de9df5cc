import { ABSENT, DIRECTORY, FILE } from './entry-code.ts'
import { entryStored } from './layer-tree.ts'
import { entryPlace, type LinkTable, type VersionColumns } from './overlay.ts'
import type { OverlayState } from './overlay-state.ts'
import { type PathTable, pathAt } from './path-table.ts'
import { isSliceEnd, type Slices } from './slices.ts'

/** The versions that show inodes with hard links, sorted by path once, so that a view finds the carrier in one pass. */
export function* linkTable(
  state: OverlayState,
  versions: VersionColumns,
  paths: PathTable,
): Slices<LinkTable> {
  const found: { version: number; path: string }[] = []
  for (let version = 0; version < versions.node.length; version++) {
    if (isSliceEnd(version)) yield
    const type = versions.type[version]!
    if (type === ABSENT || type === DIRECTORY || state.linked[versions.inode[version]!] === 0) continue
    found.push({ version, path: pathAt(paths, versions.node[version]!) })
  }
  found.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
  return {
    version: Int32Array.from(found, ({ version }) => version),
    bytes: Float64Array.from(found, ({ version }) => storedBytes(state, versions, version)),
  }
}

function storedBytes(state: OverlayState, versions: VersionColumns, version: number): number {
  if (versions.type[version] !== FILE) return 0
  const { tree, row } = entryPlace(state, versions.inode[version]!)
  return entryStored(tree, row)
}
