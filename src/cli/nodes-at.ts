import { isOwn } from '../report/own-path.ts'
import { nodesBeneath } from '../report/path-order.ts'
import { describe, type TreeView, typeOf } from '../tree/tree-view.ts'

/** A node and everything beneath it, in the order of paths; of a layer's changes, what the layer wrote or removed. */
export function* nodesAt(view: TreeView, node: number): Generator<number> {
  const isTold = (one: number): boolean => view.scope === 'stacked' || isOwn(describe(view, one), view.layer)
  if (isTold(node)) yield node
  if (typeOf(view, node) !== 'directory') return
  for (const one of nodesBeneath(view, node)) if (isTold(one)) yield one
}
