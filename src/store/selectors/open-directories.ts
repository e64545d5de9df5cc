import type { FilterMatch } from '../../analysis/filter.ts'
import { findNode, parentOf } from '../../tree/overlay.ts'
import type { TreeView } from '../../tree/tree-view.ts'
import type { ExploreView, Fold } from '../state.ts'
import { autoOpen } from './auto-open.ts'

export interface FoldChoice extends Pick<ExploreView, 'foldAll' | 'folds'> {
  /** `null` when no filter is set. */
  readonly match: FilterMatch | null
  /** Lines that directories may open by themselves to. */
  readonly room: number
}

/** Which directories are open. */
export interface OpenDirectories {
  readonly isOpen: (node: number) => boolean
  /** What all directories are at and beneath a node that is not in `touched`. */
  readonly untouched: Fold
  /** Directories opened or closed by hand or by themselves, and all directories above them. */
  readonly touched: ReadonlySet<number>
}

/** By hand goes before all; a filter opens the rest. */
export function openDirectories(view: TreeView, choice: FoldChoice): OpenDirectories {
  const own = new Map<number, Fold>()
  const fallback = choice.match === null ? choice.foldAll : 'open'
  if (fallback === 'auto') for (const node of autoOpen(view, choice.room)) own.set(node, 'open')
  for (const [path, fold] of choice.folds) {
    const node = findNode(view.overlay, path)
    if (node !== undefined) own.set(node, fold)
  }
  const untouched = fallback === 'open' ? 'open' : 'closed'
  return {
    isOpen: node => (own.get(node) ?? untouched) === 'open',
    untouched,
    touched: withAllAbove(view, own.keys()),
  }
}

function withAllAbove(view: TreeView, nodes: Iterable<number>): Set<number> {
  const touched = new Set([0])
  for (let node of nodes) for (; !touched.has(node); node = parentOf(view.overlay, node)) touched.add(node)
  return touched
}
