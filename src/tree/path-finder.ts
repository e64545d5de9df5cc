import { type ByteString, fromBytes } from '../image/byte-string.ts'
import { baseName, parentPath, parseTreePath, ROOT, type TreePath } from '../image/tree-path.ts'
import { followPath } from './follow-path.ts'
import { nodePath } from './overlay.ts'
import { sameBytes } from './path-hash.ts'
import { findChild, findChildBytes } from './path-table.ts'
import { shows, type TreeView, typeOf } from './tree-view.ts'

/**
 * Finds many paths somebody else wrote down, such as those a package manager lists: symlinks in parents are followed
 * as the view has them (`/lib/x` is `/usr/lib/x` where `/lib` is a link), and what the view no longer shows is found
 * where any layer showed it. Directories are remembered; of files no string is made.
 */
export class PathFinder {
  private readonly view: TreeView
  private readonly directories = new Map<TreePath, number>([[ROOT, 0]])
  private readonly last = { path: new Uint8Array(0), node: 0 }

  constructor(view: TreeView) {
    this.view = view
  }

  /** The node of the path `bytes[start … end)`, the slash in front or not; -1 when no layer has it. */
  find(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > LONGEST_PATH) return -1
    let slash = end - 1
    while (slash >= start && bytes[slash] !== SLASH) slash--
    return this.child(this.directoryOf(bytes, start, Math.max(start, slash)), bytes, slash + 1, end)
  }

  /** The node of the name `bytes[start … end)` in a directory; -1 when there is none. */
  child(directory: number, bytes: Uint8Array, start: number, end: number): number {
    if (directory < 0 || end <= start) return -1
    return findChildBytes(this.view.overlay.paths, directory, bytes, start, end)
  }

  /** The same by its name. */
  childNamed(directory: number, name: ByteString): number {
    return directory < 0 ? -1 : (findChild(this.view.overlay.paths, directory, name) ?? -1)
  }

  /** The directory a path leads to; -1 when no layer has it. */
  directory(path: TreePath): number {
    const known = this.directories.get(path)
    if (known !== undefined) return known
    const above = path.length > LONGEST_PATH ? -1 : this.directory(parentPath(path))
    const node = above < 0 ? -1 : this.entered(findChild(this.view.overlay.paths, above, baseName(path)))
    this.directories.set(path, node)
    return node
  }

  /** Lists name the files of a directory one after the other. */
  private directoryOf(bytes: Uint8Array, start: number, end: number): number {
    const { last } = this
    if (end - start !== last.path.length || !sameBytes(bytes, start, end, last.path, 0)) {
      last.path = bytes.slice(start, end)
      last.node = this.directory(parseTreePath(fromBytes(last.path)))
    }
    return last.node
  }

  private entered(node: number | undefined): number {
    if (node === undefined) return -1
    if (!shows(this.view, node) || typeOf(this.view, node) !== 'symlink') return node
    const target = followPath(this.view, nodePath(this.view.overlay, node), 'follow')
    return target.kind === 'found' ? target.node : -1
  }
}

const SLASH = 0x2f
/** Linux' PATH_MAX. */
const LONGEST_PATH = 4095
