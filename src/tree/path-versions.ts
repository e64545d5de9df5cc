import type { InodeType } from '../image/entry.ts'
import { ABSENT, inodeType } from './entry-code.ts'
import { type EntryPlace, entryPlace, layerOfVersion, type Overlay } from './overlay.ts'

/** What one layer left at a path. */
export interface PathVersion {
  readonly layer: number
  /** `null`: the layer removed it. */
  readonly type: InodeType | null
  /** The entry that holds content and metadata: of a hard link another path's, perhaps of a layer below. */
  readonly place: EntryPlace | null
}

/** Every version of a path, lowest layer first; deleted and overwritten ones are among them. */
export function versionsOf(overlay: Overlay, node: number): PathVersion[] {
  const versions: PathVersion[] = []
  const { previous, type, inode } = overlay.versions
  for (let version = overlay.latest[node]!; version > 0; version = previous[version]!) {
    const isAbsent = type[version] === ABSENT
    versions.push({
      layer: layerOfVersion(overlay, version),
      type: isAbsent ? null : inodeType(type[version]!),
      place: isAbsent || inode[version]! < 0 ? null : entryPlace(overlay, inode[version]!),
    })
  }
  return versions.reverse()
}
