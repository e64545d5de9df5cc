import { sha256Of } from './content.ts'
import { FILE } from './entry-code.ts'
import { hashPrefix, sameContent } from './layer-tree.ts'
import { type MergedTree, PATH_STATES } from './merged-tree.ts'
import { inodePlace, lengthOf, type TreeView } from './tree-view.ts'

type Unpaired = Pick<MergedTree, 'a' | 'b' | 'size' | 'nodesA' | 'nodesB' | 'states'>

/**
 * The files that stand at another path: exactly one removed and one added regular file with that content, longer than
 * nothing (semantics §7). Linear: files meet by the first bytes of their hash, and only those that meet are looked at
 * more closely.
 */
export function pairMoved(tree: Unpaired): [from: number, to: number][] {
  const { removed, added } = bucketsOfBoth(tree)
  const pairs: [number, number][] = []
  for (const [key, from] of removed) {
    const to = added.get(key)
    if (to !== undefined) for (const pair of pairsIn(tree, from, to)) pairs.push(pair)
  }
  return pairs
}

/** The side with fewer files is listed first; of the other, only what it may meet is remembered. */
function bucketsOfBoth(tree: Unpaired): { readonly removed: Buckets; readonly added: Buckets } {
  const removedFiles = rowsOf(tree, REMOVED, tree.nodesA)
  const addedFiles = rowsOf(tree, ADDED, tree.nodesB)
  if (countState(tree, ADDED) < countState(tree, REMOVED)) {
    const added = contentBuckets(tree.b, addedFiles, () => true)
    return { added, removed: contentBuckets(tree.a, removedFiles, key => added.has(key)) }
  }
  const removed = contentBuckets(tree.a, removedFiles, () => true)
  return { removed, added: contentBuckets(tree.b, addedFiles, key => removed.has(key)) }
}

const ADDED = PATH_STATES.indexOf('added')
const REMOVED = PATH_STATES.indexOf('removed')

/** A regular file that may have moved. */
interface Candidate {
  readonly row: number
  readonly node: number
}

function* rowsOf({ size, states }: Unpaired, state: number, nodes: Int32Array): Generator<Candidate> {
  for (let row = 0; row < size; row++) if (states[row] === state) yield { row, node: nodes[row]! }
}

function countState({ size, states }: Unpaired, state: number): number {
  let count = 0
  for (let row = 0; row < size; row++) if (states[row] === state) count++
  return count
}

type Buckets = ReadonlyMap<number, readonly Candidate[]>

/** Files by the first 48 bits of their hash. */
function contentBuckets(
  view: TreeView,
  candidates: Iterable<Candidate>,
  isWanted: (key: number) => boolean,
): Buckets {
  const buckets = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    const place = inodePlace(view, candidate.node)
    const version = view.versions[candidate.node]!
    if (place === null || view.overlay.versions.type[version] !== FILE) continue
    if (lengthOf(view, candidate.node) === 0) continue
    const key = hashPrefix(place.tree, place.row)
    if (!isWanted(key)) continue
    const bucket = buckets.get(key)
    if (bucket === undefined) buckets.set(key, [candidate])
    else bucket.push(candidate)
  }
  return buckets
}

/** Of files whose hashes begin alike, those whose whole hash is alone on both sides. */
function pairsIn(
  tree: Unpaired,
  removed: readonly Candidate[],
  added: readonly Candidate[],
): [number, number][] {
  const [from] = removed
  const [to] = added
  if (from === undefined || to === undefined) return []
  if (removed.length + added.length === 2) return isSameContent(tree, from, to) ? [[from.row, to.row]] : []
  const before = Map.groupBy(removed, ({ node }) => sha256Of(tree.a, node))
  const after = Map.groupBy(added, ({ node }) => sha256Of(tree.b, node))
  return [...before].flatMap(([sha256, [from, ...others]]): [number, number][] => {
    const [to, ...more] = after.get(sha256) ?? []
    if (sha256 === null || from === undefined || to === undefined) return []
    return others.length + more.length > 0 ? [] : [[from.row, to.row]]
  })
}

/** Nearly every file is alone with the first bytes of its hash: no text is made of these. */
function isSameContent({ a, b }: Unpaired, from: Candidate, to: Candidate): boolean {
  const left = inodePlace(a, from.node)
  const right = inodePlace(b, to.node)
  return left !== null && right !== null && sameContent(left.tree, left.row, right.tree, right.row)
}
