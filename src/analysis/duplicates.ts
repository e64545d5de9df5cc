import { compareBytes } from '../image/byte-string.ts'
import type { TreePath } from '../image/tree-path.ts'
import { carriersOf, contentKey, haveSameContent, repeatedContentKeys, sha256Of } from '../tree/content.ts'
import { nodePath } from '../tree/overlay.ts'
import type { TreeView } from '../tree/tree-view.ts'
import type { DuplicateItem, Duplicates } from './analysis.ts'

/** Equal content at several paths of the final tree, each inode once; most bytes first (semantics §6). */
export function findDuplicates(final: TreeView): Duplicates {
  const items = [...groupsOfEqualContent(final).entries()].map(([sha256, nodes]) =>
    itemOf(final, sha256, nodes),
  )
  items.sort((left, right) => right.bytes - left.bytes || comparePaths(left.paths[0], right.paths[0]))
  return { bytes: items.reduce((sum, { bytes }) => sum + bytes, 0), items }
}

/** A million hashes as text would cost a hundred megabytes: only contents whose first bytes meet again are compared. */
function groupsOfEqualContent(final: TreeView): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, readonly number[]>()
  for (const alike of nodesByRepeatedKey(final)) {
    for (const [sha256, nodes] of bySha256(final, alike)) {
      if (sha256 !== null && nodes.length > 1) groups.set(sha256, nodes)
    }
  }
  return groups
}

function nodesByRepeatedKey(final: TreeView): Iterable<readonly number[]> {
  const groups = new Map<number, number[]>([...repeatedContentKeys(final)].map(key => [key, []]))
  for (const node of groups.size === 0 ? [] : carriersOf(final)) {
    groups.get(contentKey(final, node))?.push(node)
  }
  return groups.values()
}

/** Nearly always one group: the hash as text is made once then, not once a path. */
function bySha256(final: TreeView, alike: readonly number[]): Iterable<[string | null, readonly number[]]> {
  const [first] = alike
  if (first === undefined) return []
  return alike.every(node => haveSameContent(final, first, node))
    ? [[sha256Of(final, first), alike]]
    : Map.groupBy(alike, node => sha256Of(final, node))
}

/** One copy must stay: the one that stores most, so that no more is promised than a link saves. */
function itemOf(final: TreeView, sha256: string, nodes: readonly number[]): DuplicateItem {
  const bytes = nodes.map(node => final.bytes[node] ?? 0)
  const saved =
    bytes.reduce((sum, each) => sum + each, 0) - bytes.reduce((most, each) => Math.max(most, each), 0)
  return { sha256, bytes: saved, paths: nodes.map(node => nodePath(final.overlay, node)).sort(compareBytes) }
}

function comparePaths(left: TreePath | undefined, right: TreePath | undefined): number {
  return left === undefined || right === undefined ? 0 : compareBytes(left, right)
}
