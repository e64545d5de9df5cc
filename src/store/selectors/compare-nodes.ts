import { nodeName } from '../../tree/overlay.ts'
import { changeOf, mtimeOf, type TreeView } from '../../tree/tree-view.ts'
import type { Sort } from '../state.ts'
import { weight } from './weight.ts'

type Compare = (left: number, right: number) => number

/** Order of siblings; equal ones stay in name order, in which they come. */
export function compareNodes(view: TreeView, sort: Sort): Compare {
  const compare = COMPARISONS[sort.by](view)
  return sort.reversed ? (left, right) => compare(right, left) : compare
}

const COMPARISONS = {
  /** Largest first. */
  bytes: view => (left, right) => weight(view, right) - weight(view, left),
  name: view => (left, right) => (nodeName(view.overlay, left) < nodeName(view.overlay, right) ? -1 : 1),
  /** Newest first. */
  mtime: view => (left, right) => mtimeOf(view, right) - mtimeOf(view, left),
  change: view => (left, right) => RANK[changeOf(view, left)] - RANK[changeOf(view, right)],
} as const satisfies Record<Sort['by'], (view: TreeView) => Compare>

const RANK = { removed: 0, modified: 1, added: 2, unchanged: 3 } as const
