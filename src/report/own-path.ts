import { describe, type PathState, type TreeView } from '../tree/tree-view.ts'

/** Whether a layer itself wrote or removed a path, rather than only leading to one that it did. */
export function isOwn({ change, writtenBy }: PathState, layer: number): boolean {
  return change !== 'unchanged' || writtenBy === layer
}

/** Of the nodes of a `changes` view, those its layer wrote or removed. */
export function* ownNodes(view: TreeView, nodes: Iterable<number>): Generator<number> {
  for (const node of nodes) if (isOwn(describe(view, node), view.layer)) yield node
}
