import type { FilterMatch } from '../../analysis/filter.ts'
import type { Change } from '../../tree/change.ts'
import { parentOf } from '../../tree/overlay.ts'
import { changeOf, shows, type TreeView, typeOf } from '../../tree/tree-view.ts'

/**
 * Which nodes have a line: those that pass, and the directories that lead to them. Parents have smaller ids than
 * their children, so one pass from the end carries every hit up to the root.
 */
export function matchingNodes(
  view: TreeView,
  match: FilterMatch | null,
  hidden: ReadonlySet<Change>,
): (node: number) => boolean {
  if (match === null && hidden.size === 0) return () => true
  const passes = new Uint8Array(view.versions.length)
  for (let node = passes.length - 1; node > 0; node--) {
    if (!shows(view, node)) continue
    if (passes[node] === 0 && isHit(view, node, match, hidden)) passes[node] = 1
    if (passes[node] === 1) passes[parentOf(view.overlay, node)] = 1
  }
  return node => passes[node] === 1
}

/** A directory without a change of its own is only the way to something. */
function isHit(
  view: TreeView,
  node: number,
  match: FilterMatch | null,
  hidden: ReadonlySet<Change>,
): boolean {
  const change = changeOf(view, node)
  if (hidden.has(change)) return false
  if (match === null) return typeOf(view, node) !== 'directory' || change !== 'unchanged'
  return match(view, node)
}
