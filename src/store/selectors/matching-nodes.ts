import type { FilterMatch } from '../../analysis/filter.ts'
import type { Change } from '../../tree/change.ts'
import { parentOf } from '../../tree/overlay.ts'
import { changeOf, shows, type TreeView, typeOf } from '../../tree/tree-view.ts'

/** Which nodes have a line: those that pass, and the directories that lead to them. The last answer for a tree is kept. */
export function matchingNodes(
  view: TreeView,
  match: FilterMatch | null,
  hidden: ReadonlySet<Change>,
): (node: number) => boolean {
  if (match === null && hidden.size === 0) return () => true
  const last = kept.get(view)
  const isKnown = last?.match === match && last.hidden === hidden
  const passes = isKnown ? last.passes : passingNodes(view, match, hidden)
  if (!isKnown) kept.set(view, { match, hidden, passes })
  return node => passes[node] === 1
}

interface Kept {
  readonly match: FilterMatch | null
  readonly hidden: ReadonlySet<Change>
  readonly passes: Uint8Array
}

/** Opening a directory changes nothing of what passes, and asking a million paths again would be seen. */
const kept = new WeakMap<TreeView, Kept>()

/** Parents have smaller ids than their children, so one pass from the end carries every hit up to the root. */
function passingNodes(view: TreeView, match: FilterMatch | null, hidden: ReadonlySet<Change>): Uint8Array {
  const passes = new Uint8Array(view.versions.length)
  for (let node = passes.length - 1; node > 0; node--) {
    if (!shows(view, node)) continue
    if (passes[node] === 0 && isHit(view, node, match, hidden)) passes[node] = 1
    if (passes[node] === 1) passes[parentOf(view.overlay, node)] = 1
  }
  return passes
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
