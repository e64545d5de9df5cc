import { sha256Of } from '../tree/content.ts'
import { equalContents } from '../tree/equal-contents.ts'
import type { Slices } from '../tree/slices.ts'
import type { TreeView } from '../tree/tree-view.ts'
import type { DuplicateItem, Duplicates } from './analysis.ts'

/** Equal content at several paths of the final tree, each inode once; most bytes first, then by path (semantics §6). */
export function* findDuplicates(final: TreeView): Slices<Duplicates> {
  const groups = yield* equalContents(final)
  const items = groups.flatMap(nodes => itemsOf(final, nodes)).sort((left, right) => right.bytes - left.bytes)
  return { bytes: items.reduce((sum, { bytes }) => sum + bytes, 0), items }
}

/** One copy must stay: the one that stores most, so that no more is promised than a link saves. */
function itemsOf(final: TreeView, nodes: Uint32Array): DuplicateItem[] {
  const sha256 = sha256Of(final, nodes[0] ?? 0)
  if (sha256 === null) return []
  let [bytes, most] = [0, 0]
  for (const node of nodes) {
    const stored = final.bytes[node] ?? 0
    bytes += stored
    most = Math.max(most, stored)
  }
  return [{ sha256, bytes: bytes - most, nodes }]
}
