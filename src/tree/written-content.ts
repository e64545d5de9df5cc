import { FILE } from './entry-code.ts'
import { layerOfVersion, type Overlay, versionEnd, versionStart } from './overlay.ts'

/** Told of content: the path that carries it, its bytes, and the layer that wrote it. */
export type OnContent = (node: number, bytes: number, layer: number) => void

/** Every content all layers wrote that a path showed when its layer was applied: of a layer, its unpacked bytes. */
export function eachWrittenContent(overlay: Overlay, tell: OnContent): void {
  for (let layer = 0; layer < overlay.layers.length; layer++) eachUnlinked(overlay, layer, tell)
  eachLinked(overlay, tell)
}

function eachUnlinked(overlay: Overlay, layer: number, tell: OnContent): void {
  const { node, inode, type, bytes } = overlay.versions
  const firstInode = overlay.entryStarts[layer]!
  for (let version = versionStart(overlay, layer); version < versionEnd(overlay, layer); version++) {
    if (type[version] !== FILE || bytes[version] === 0 || inode[version]! < firstInode) continue
    tell(node[version]!, bytes[version]!, layer)
  }
}

/** An inode of several paths is told once: at the bytewise-first its own layer gave it. */
function eachLinked(overlay: Overlay, tell: OnContent): void {
  const told = new Set<number>()
  for (const { version, node, inode, bytes } of linkedPaths(overlay)) {
    const layer = layerOfVersion(overlay, version)
    if (bytes === 0 || told.has(inode) || inode < overlay.entryStarts[layer]!) continue
    told.add(inode)
    tell(node, bytes, layer)
  }
}

/** A path that shows, or showed, an inode with several paths. */
export interface LinkedPath {
  readonly version: number
  readonly node: number
  readonly inode: number
  readonly bytes: number
}

/** The paths of inodes with several, bytewise. */
export function* linkedPaths(overlay: Overlay): Generator<LinkedPath> {
  const { version: versions, bytes } = overlay.links
  const { node, inode } = overlay.versions
  for (let row = 0; row < versions.length; row++) {
    const version = versions[row]!
    yield { version, node: node[version]!, inode: inode[version]!, bytes: bytes[row]! }
  }
}
