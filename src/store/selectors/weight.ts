import type { TreeView } from '../../tree/tree-view.ts'

/**
 * Bytes a line stands for: those at and beneath. Among a layer's changes what was removed counts too, so that a layer
 * that only deletes has something to show; in a stacked tree it is gone.
 */
export function weight(view: TreeView, node: number): number {
  const bytes = view.bytes[node] ?? 0
  return view.scope === 'changes' ? bytes + (view.removedBytes[node] ?? 0) : bytes
}
