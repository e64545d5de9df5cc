import type { TreePath } from '../../image/tree-path.ts'
import type { TreeView } from '../../tree/tree-view.ts'

export function nextFound(view: TreeView, text: string, from: TreePath, direction: 'here' | 'next' | 'previous'): TreePath | undefined {
  return undefined
}
