import { compareBytes } from '../image/byte-string.ts'
import type { TreePath } from '../image/tree-path.ts'
import { carriersOf, contentKey, sha256Of } from '../tree/content.ts'
import { nodePath } from '../tree/overlay.ts'
import type { TreeView } from '../tree/tree-view.ts'
import type { DuplicateItem, Duplicates } from './analysis.ts'

/** Equal content at several paths of the final tree, each inode once; most bytes first (semantics §6). */
export function findDuplicates(final: TreeView): Duplicates {
  const items = [...groupsOfEqualContent(final).entries()].map(([sha256, nodes]) =>
    itemOf(final, sha256, [...nodes]),
  )
  items.sort((left, right) => right.bytes - left.bytes || comparePaths(left.paths[0], right.paths[0]))
  return { bytes: items.reduce((sum, { bytes }) => sum + bytes, 0), items }
}

/** A million hashes as text would cost a hundred megabytes: only contents whose first bytes meet again are compared. */
function groupsOfEqualContent(final: TreeView): ReadonlyMap<string, ReadonlySet<number>> {
  const first = new Map<number, number>()
  const groups = new Map<string, Set<number>>()
  for (const node of carriersOf(final)) {
    const key = contentKey(final, node)
    const known = first.get(key)
    if (known === undefined) first.set(key, node)
    else for (const member of [known, node]) addToGroup(groups, sha256Of(final, member), member)
  }
  for (const [sha256, nodes] of groups) if (nodes.size < 2) groups.delete(sha256)
  return groups
}

function addToGroup(groups: Map<string, Set<number>>, sha256: string | null, node: number): void {
  if (sha256 === null) return
  const group = groups.get(sha256)
  if (group === undefined) groups.set(sha256, new Set([node]))
  else group.add(node)
}

/** One copy must stay: the one that stores most, so that no more is promised than a link saves. */
function itemOf(final: TreeView, sha256: string, nodes: readonly number[]): DuplicateItem {
  const bytes = nodes.map(node => final.bytes[node] ?? 0)
  const saved = bytes.reduce((sum, each) => sum + each, 0) - Math.max(...bytes)
  return { sha256, bytes: saved, paths: nodes.map(node => nodePath(final.overlay, node)).sort(compareBytes) }
}

function comparePaths(left: TreePath | undefined, right: TreePath | undefined): number {
  return left === undefined || right === undefined ? 0 : compareBytes(left, right)
}
