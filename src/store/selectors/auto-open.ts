import { childrenIn, type TreeView, typeOf } from '../../tree/tree-view.ts'
import { weight } from './weight.ts'

/** A directory this share of the whole is worth opening by itself. */
const WORTH = 0.04

const opened = new WeakMap<TreeView, { readonly room: number; readonly nodes: ReadonlySet<number> }>()

/**
 * The directories that open by themselves: always the largest closed one, while the list still fits `room` lines. So
 * a newcomer sees where the bytes are without a key.
 */
export function autoOpen(view: TreeView, room: number): ReadonlySet<number> {
  const known = opened.get(view)
  if (known?.room === room) return known.nodes
  const nodes = unfoldLargest(view, room)
  opened.set(view, { room, nodes })
  return nodes
}

function unfoldLargest(view: TreeView, room: number): Set<number> {
  const open = new Set([0])
  let candidates = directoriesIn(view, 0)
  let rows = 1 + childrenIn(view, 0).length
  const least = weight(view, 0) * WORTH
  for (;;) {
    const largest = candidates.reduce(
      (best, node) => (weight(view, node) > weight(view, best) ? node : best),
      candidates[0] ?? -1,
    )
    if (largest < 0 || weight(view, largest) < least) return open
    const children = childrenIn(view, largest)
    candidates = candidates.filter(node => node !== largest)
    if (rows + children.length > room) continue
    rows += children.length
    open.add(largest)
    candidates.push(...directoriesIn(view, largest))
  }
}

function directoriesIn(view: TreeView, node: number): number[] {
  return childrenIn(view, node).filter(child => typeOf(view, child) === 'directory')
}
