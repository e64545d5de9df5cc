import { childrenIn, type TreeView, typeOf } from '../../tree/tree-view.ts'

/** Rows a freshly shown tree unfolds to: about what a small terminal can show. */
const ROWS = 20

/** A directory this share of the whole is worth opening by itself. */
const WORTH = 0.04

const opened = new WeakMap<TreeView, ReadonlySet<number>>()

/**
 * The directories that open by themselves: always the largest closed one, while the list still fits a screen. So a
 * newcomer sees where the bytes are without a key.
 */
export function autoOpen(view: TreeView): ReadonlySet<number> {
  const known = opened.get(view)
  if (known !== undefined) return known
  const open = unfoldLargest(view)
  opened.set(view, open)
  return open
}

function unfoldLargest(view: TreeView): Set<number> {
  const open = new Set([0])
  let candidates = directoriesIn(view, 0)
  let rows = childrenIn(view, 0).length
  const least = weight(view, 0) * WORTH
  for (;;) {
    const largest = candidates.reduce(
      (best, node) => (weight(view, node) > weight(view, best) ? node : best),
      candidates[0] ?? -1,
    )
    if (largest < 0 || weight(view, largest) < least) return open
    const children = childrenIn(view, largest)
    candidates = candidates.filter(node => node !== largest)
    if (rows + children.length > ROWS) continue
    rows += children.length
    open.add(largest)
    candidates.push(...directoriesIn(view, largest))
  }
}

function directoriesIn(view: TreeView, node: number): number[] {
  return childrenIn(view, node).filter(child => typeOf(view, child) === 'directory')
}

/** Bytes at and beneath, what was removed included: a layer that only deletes has something to show too. */
function weight(view: TreeView, node: number): number {
  return (view.bytes[node] ?? 0) + (view.removedBytes[node] ?? 0)
}
