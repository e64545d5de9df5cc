import { type ByteString, byteString } from '../../image/byte-string.ts'
import { childPath, type TreePath } from '../../image/tree-path.ts'
import { findNode, nodePath, parentOf } from '../../tree/overlay.ts'
import { describe, shows, type TreeView, typeOf } from '../../tree/tree-view.ts'
import { type Credentials, may } from './credentials.ts'
import type { ImageRoot } from './image-root.ts'

/** Where a path leads a process; what is not found, as the kernel would say it, with the path it says it of. */
export type Walked =
  | { readonly kind: 'found'; readonly node: number }
  | { readonly kind: WalkFailure; readonly path: TreePath }

/**
 * `mounted`: inside /proc, /sys or /dev, which the runtime mounts, or inside a mount of a container: what is there then
 * is not in the image.
 * `denied`: a directory on the way that the process may not search.
 */
export type WalkFailure = 'missing' | 'notDirectory' | 'denied' | 'loop' | 'mounted'

type WalkedRoot = Pick<ImageRoot, 'view' | 'mounts'>

/**
 * Walks a path as the kernel does for a process: a relative one from the node `from`, symlinks followed inside the
 * image's root, the last component too, and every directory on the way searched with the process' rights. The root may
 * be searched whatever the image says: a container's is a directory the engine makes, 0755.
 */
export function walk(root: WalkedRoot, path: ByteString, from: number, who: Credentials): Walked {
  const { view } = root
  const pending = path.split('/').reverse()
  let node = path.startsWith('/') ? 0 : from
  let hops = 0
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name === '' || name === '.') continue
    const next = step(root, node, byteString(name), who)
    if (next.kind !== 'found') return next
    const target = linkTarget(view, next.node)
    if (target === null) {
      node = next.node
      continue
    }
    hops++
    if (hops > LINK_HOPS) return { kind: 'loop', path: nodePath(view.overlay, next.node) }
    pending.push(...target.split('/').reverse())
    if (target.startsWith('/')) node = 0
  }
  return { kind: 'found', node }
}

/** As many as Linux follows for one path. */
const LINK_HOPS = 40

const MOUNTED: ReadonlySet<string> = new Set(['proc', 'sys', 'dev'])

function step({ view, mounts }: WalkedRoot, node: number, name: ByteString, who: Credentials): Walked {
  const here = nodePath(view.overlay, node)
  if (typeOf(view, node) !== 'directory') return { kind: 'notDirectory', path: here }
  if (node !== 0 && !may(view, node, who, 'execute')) return { kind: 'denied', path: here }
  if (name === '..') return { kind: 'found', node: parentOf(view.overlay, node) }
  const path = childPath(here, name)
  if ((node === 0 && MOUNTED.has(name)) || mounts.has(path)) return { kind: 'mounted', path }
  const next = findNode(view.overlay, path)
  return next !== undefined && shows(view, next) ? { kind: 'found', node: next } : { kind: 'missing', path }
}

function linkTarget(view: TreeView, node: number): string | null {
  return typeOf(view, node) === 'symlink' ? describe(view, node).linkTarget : null
}
