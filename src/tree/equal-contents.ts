import { carriersOf, contentKey, haveSameContent, sha256Of } from './content.ts'
import { pathOrder, ranksIn } from './path-order.ts'
import { isSliceEnd, type Slices } from './slices.ts'
import type { TreeView } from './tree-view.ts'

/**
 * The paths of a view that hold the same content, each inode once: groups of two or more, bytewise, in the order of
 * their first ones. A million hashes as text would cost a hundred megabytes: only contents whose first bytes meet again
 * are compared.
 */
export function* equalContents(view: TreeView): Slices<readonly Uint32Array[]> {
  const keys = yield* repeatedKeys(view)
  if (keys.size === 0) return []
  const order = yield* pathOrder(view.overlay, yield* nodesWithKey(view, keys))
  const groups: Uint32Array[] = []
  for (const alike of (yield* groupsByKey(view, order)).values()) {
    yield
    groups.push(...groupsByContent(view, alike))
  }
  const ranks = ranksIn(order, view.overlay.paths.size)
  return groups.sort((left, right) => ranks[left[0]!]! - ranks[right[0]!]!)
}

/** The content keys that several carriers share. */
function* repeatedKeys(view: TreeView): Slices<ReadonlySet<number>> {
  const keys = new Float64Array(view.files[0]!)
  let count = 0
  for (const node of carriersOf(view)) {
    if (isSliceEnd(count)) yield
    keys[count++] = contentKey(view, node)
  }
  const repeated = new Set<number>()
  for (const bucket of yield* keyBuckets(keys.subarray(0, count))) {
    yield
    const sorted = bucket.sort()
    for (let at = 1; at < sorted.length; at++) if (sorted[at] === sorted[at - 1]) repeated.add(sorted[at]!)
  }
  return repeated
}

/** The keys by their first byte, over which hashes spread evenly: to sort a million at once takes longer than a frame. */
function* keyBuckets(keys: Float64Array): Slices<readonly Float64Array[]> {
  const ends = new Uint32Array(BUCKETS + 1)
  for (const key of keys) ends[bucketOf(key) + 1]!++
  yield
  for (let bucket = 0; bucket < BUCKETS; bucket++) ends[bucket + 1]! += ends[bucket]!
  const starts = ends.slice()
  const grouped = new Float64Array(keys.length)
  for (const key of keys) grouped[ends[bucketOf(key)]!++] = key
  return Array.from({ length: BUCKETS }, (_, bucket) => grouped.subarray(starts[bucket], starts[bucket + 1]))
}

const BUCKETS = 256
const KEYS_A_BUCKET = 2 ** 48 / BUCKETS

function bucketOf(key: number): number {
  return Math.floor(key / KEYS_A_BUCKET)
}

function* nodesWithKey(view: TreeView, keys: ReadonlySet<number>): Slices<Uint8Array> {
  const isWanted = new Uint8Array(view.versions.length)
  let step = 0
  for (const node of carriersOf(view)) {
    if (isSliceEnd(step++)) yield
    if (keys.has(contentKey(view, node))) isWanted[node] = 1
  }
  return isWanted
}

function* groupsByKey(view: TreeView, nodes: Uint32Array): Slices<ReadonlyMap<number, number[]>> {
  const groups = new Map<number, number[]>()
  for (let at = 0; at < nodes.length; at++) {
    if (isSliceEnd(at)) yield
    const node = nodes[at]!
    const key = contentKey(view, node)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [node])
    else group.push(node)
  }
  return groups
}

/** Nearly always one group: hashes are made text only when they differ behind their first bytes. */
function groupsByContent(view: TreeView, alike: readonly number[]): Uint32Array[] {
  const [first] = alike
  if (first !== undefined && alike.every(node => haveSameContent(view, first, node)))
    return [Uint32Array.from(alike)]
  const groups = [...Map.groupBy(alike, node => sha256Of(view, node))]
  return groups.flatMap(([sha256, nodes]) =>
    sha256 === null || nodes.length < 2 ? [] : [Uint32Array.from(nodes)],
  )
}
