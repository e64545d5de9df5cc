import { FILE } from './entry-code.ts'
import { entrySha256, hashPrefix, sameContent } from './layer-tree.ts'
import { inodePlace, type TreeView } from './tree-view.ts'

/** The paths of a view that carry bytes: every inode with content once. */
export function* carriersOf(view: TreeView): Generator<number> {
  for (let node = 0; node < view.versions.length; node++) {
    const version = view.versions[node]!
    if (version >= 0 && view.overlay.versions.type[version] === FILE && view.bytes[node]! > 0) yield node
  }
}

/** The first 48 bits of a shown file's content hash: equal contents have equal keys, others hardly ever. */
export function contentKey(view: TreeView, node: number): number {
  const inode = inodePlace(view, node)
  return inode === null ? 0 : hashPrefix(inode.tree, inode.row)
}

/** Whether two shown files surely hold the same content. */
export function haveSameContent(view: TreeView, left: number, right: number): boolean {
  const a = inodePlace(view, left)
  const b = inodePlace(view, right)
  return a !== null && b !== null && sameContent(a.tree, a.row, b.tree, b.row)
}

/** sha256 of a shown file's content in hex; `null` when none was taken. */
export function sha256Of(view: TreeView, node: number): string | null {
  const inode = inodePlace(view, node)
  return inode === null ? null : entrySha256(inode.tree, inode.row)
}
