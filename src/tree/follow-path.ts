import { type ByteString, byteString } from '../image/byte-string.ts'
import { childPath, type TreePath } from '../image/tree-path.ts'
import { findNode, nodePath, parentOf } from './overlay.ts'
import { describe, shows, type TreeView, typeOf } from './tree-view.ts'

/** Where a path leads: to a node, or to the last directory that could be entered and the name it lacks. */
export type FollowedPath =
  | { readonly kind: 'found'; readonly node: number }
  | { readonly kind: 'missing'; readonly directory: number; readonly name: ByteString }

/**
 * Walks a path in a view as a process in the container would: symlinks in parent components are followed, absolute
 * targets and `..` stay inside the image. The last component is followed only with `'follow'`.
 */
export function followPath(view: TreeView, path: TreePath, last: 'follow' | 'keep'): FollowedPath {
  const pending = path.split('/').reverse()
  let node = 0
  let hops = 0
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name === '' || name === '.') continue
    const next = step(view, node, byteString(name))
    if (next === undefined) return { kind: 'missing', directory: node, name: byteString(name) }
    const isLast = pending.every(component => component === '')
    const target = isLast && last === 'keep' ? null : linkTarget(view, next)
    if (target === null) node = next
    else {
      hops++
      if (hops > LINK_HOPS) return { kind: 'missing', directory: node, name: byteString(name) }
      pending.push(...target.split('/').reverse())
      if (target.startsWith('/')) node = 0
    }
  }
  return { kind: 'found', node }
}

/** As many as Linux follows for one path. */
const LINK_HOPS = 40

/** The node one component further; `undefined` when the directory has no such name, or is none. */
function step(view: TreeView, node: number, name: ByteString): number | undefined {
  if (name === '..') return parentOf(view.overlay, node)
  if (typeOf(view, node) !== 'directory') return undefined
  const next = findNode(view.overlay, childPath(nodePath(view.overlay, node), name))
  return next !== undefined && shows(view, next) ? next : undefined
}

function linkTarget(view: TreeView, node: number): string | null {
  return typeOf(view, node) === 'symlink' ? describe(view, node).linkTarget : null
}
