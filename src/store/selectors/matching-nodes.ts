import type { FilterMatch } from '../../analysis/filter.ts'
import type { Change } from '../../tree/change.ts'
import { parentOf } from '../../tree/overlay.ts'
import { atOnce, type Slices, upToRoot } from '../../tree/slices.ts'
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
  const known = knownMatching(view, match, hidden)
  if (known !== undefined) return known
  const passes = yield* passingNodes(view, match, hidden)
  const passing: Passing = node => passes[node] === 1
  kept.set(view, { match, hidden, passing })
  return passing
}

/** The answer, when it is at hand. */
export function knownMatching(
  view: TreeView,
  match: FilterMatch | null,
  hidden: ReadonlySet<Change>,
): Passing | undefined {
  if (match === null && hidden.size === 0) return EVERYTHING
  const last = kept.get(view)
  return last?.match === match && last.hidden === hidden ? last.passing : undefined
}

/** Nothing is asked of a node. */
export const EVERYTHING: Passing = () => true

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
  yield* upToRoot(passes.length, (from, end) => {
    for (let node = end - 1; node >= from; node--) {
      if (!shows(view, node)) continue
      if (passes[node] === 0 && isHit(view, node, match, hidden)) passes[node] = 1
      if (passes[node] === 1) passes[parentOf(view.overlay, node)] = 1
    }
  })
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
