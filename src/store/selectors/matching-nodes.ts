import type { FilterMatch } from '../../analysis/filter.ts'
import type { Change } from '../../tree/change.ts'
import { parentOf } from '../../tree/overlay.ts'
import { atOnce, isSliceEnd, type Slices } from '../../tree/slices.ts'
import { changeOf, shows, type TreeView, typeOf } from '../../tree/tree-view.ts'

/** Which shown nodes have a line. The same value as long as it says the same. */
export type Passing = (node: number) => boolean

/** Which nodes have a line: those that pass, and the directories that lead to them. The last answer for a tree is kept. */
export function matchingNodes(
  view: TreeView,
  match: FilterMatch | null,
  hidden: ReadonlySet<Change>,
): Passing {
  return atOnce(matchingInSlices(view, match, hidden))
}

/** The same slice by slice, for trees that take longer than a frame. */
export function* matchingInSlices(
  view: TreeView,
  match: FilterMatch | null,
  hidden: ReadonlySet<Change>,
): Slices<Passing> {
  if (match === null && hidden.size === 0) return EVERYTHING
  const last = kept.get(view)
  if (last?.match === match && last.hidden === hidden) return last.passing
  const passes = yield* passingNodes(view, match, hidden)
  const passing: Passing = node => passes[node] === 1
  kept.set(view, { match, hidden, passing })
  return passing
}

/** Whether the answer is at hand. */
export function isMatchingKnown(
  view: TreeView,
  match: FilterMatch | null,
  hidden: ReadonlySet<Change>,
): boolean {
  const last = kept.get(view)
  return (match === null && hidden.size === 0) || (last?.match === match && last.hidden === hidden)
}

const EVERYTHING: Passing = () => true

interface Kept {
  readonly match: FilterMatch | null
  readonly hidden: ReadonlySet<Change>
  readonly passing: Passing
}

/** Opening a directory changes nothing of what passes, and asking a million paths again would be seen. */
const kept = new WeakMap<TreeView, Kept>()

/** Parents have smaller ids than their children, so one pass from the end carries every hit up to the root. */
function* passingNodes(
  view: TreeView,
  match: FilterMatch | null,
  hidden: ReadonlySet<Change>,
): Slices<Uint8Array> {
  const passes = new Uint8Array(view.versions.length)
  for (let node = passes.length - 1; node > 0; node--) {
    if (isSliceEnd(node)) yield
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
