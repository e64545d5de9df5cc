import { differenceBit } from './change-code.ts'
import { childTable } from './child-table.ts'
import { IMPLICIT, placeDifferences } from './differences.ts'
import { FILE } from './entry-code.ts'
import { type MergedTotals, type MergedTree, PATH_STATES } from './merged-tree.ts'
import { pairMoved } from './moved-files.ts'
import { findChildBytes } from './path-table.ts'
import { atOnce } from './slices.ts'
import { inodePlace, shows, type TreeView } from './tree-view.ts'

/**
 * Lays two stacked trees over each other, of two images or of one, in time linear in their paths (semantics §7).
 * Nothing of the views is copied: they must not change, and never do.
 */
export function mergeViews(a: TreeView, b: TreeView): MergedTree {
  const rows = matchPaths(a, b)
  const states = new Uint8Array(rows.size)
  const differs = new Uint8Array(rows.size)
  for (let row = 0; row < rows.size; row++) compareRow(a, b, rows, row, states, differs)
  const partners = new Int32Array(rows.size).fill(-1)
  for (const [from, to] of pairMoved({ a, b, ...rows, states })) {
    states[from] = MOVED
    states[to] = MOVED
    partners[from] = to
    partners[to] = from
  }
  const differing = countDiffering(rows, states)
  const children = atOnce(childTable(rows))
  const merged = { a, b, ...rows, states, differs, partners, differing, children }
  return { ...merged, totals: addUp(merged) }
}

const SAME = PATH_STATES.indexOf('same')
const ADDED = PATH_STATES.indexOf('added')
const REMOVED = PATH_STATES.indexOf('removed')
const MODIFIED = PATH_STATES.indexOf('modified')
const MOVED = PATH_STATES.indexOf('moved')
const TIMES_ONLY = differenceBit('mtime')

type Rows = Pick<MergedTree, 'size' | 'parents' | 'nodesA' | 'nodesB'>

/** A's paths in their order, then those only B has; either order has parents first, so this one has them too. */
function matchPaths(a: TreeView, b: TreeView): Rows {
  const most = countShown(a) + countShown(b)
  const parents = new Uint32Array(most)
  const nodesA = new Int32Array(most).fill(-1)
  const nodesB = new Int32Array(most).fill(-1)
  const rowsOfA = new Int32Array(a.versions.length).fill(-1)
  const rowsOfB = new Int32Array(b.versions.length).fill(-1)
  let size = 0
  for (let node = 0; node < a.versions.length; node++) {
    if (!shows(a, node)) continue
    parents[size] = node === 0 ? 0 : rowsOfA[a.overlay.paths.parents[node]!]!
    nodesA[size] = node
    rowsOfA[node] = size++
  }
  for (let node = 0; node < b.versions.length; node++) {
    if (!shows(b, node)) continue
    const parent = node === 0 ? 0 : rowsOfB[b.overlay.paths.parents[node]!]!
    const inA = node === 0 ? 0 : twinOf(a, b, node, nodesA[parent]!)
    const row = inA < 0 ? size++ : rowsOfA[inA]!
    if (inA < 0) parents[row] = parent
    nodesB[row] = node
    rowsOfB[node] = row
  }
  return {
    size,
    parents: parents.subarray(0, size),
    nodesA: nodesA.subarray(0, size),
    nodesB: nodesB.subarray(0, size),
  }
}

function countShown(view: TreeView): number {
  let count = 0
  for (let node = 0; node < view.versions.length; node++) if (shows(view, node)) count++
  return count
}

/** The node of the same path in A, given its directory there; -1 when A does not show one. */
function twinOf(a: TreeView, b: TreeView, node: number, directory: number): number {
  if (directory < 0) return -1
  const { nameStarts, nameBytes } = b.overlay.paths
  const start = nameStarts[node]!
  const twin = findChildBytes(a.overlay.paths, directory, nameBytes, start, nameStarts[node + 1]!)
  return twin >= 0 && shows(a, twin) ? twin : -1
}

function compareRow(
  a: TreeView,
  b: TreeView,
  { nodesA, nodesB }: Rows,
  row: number,
  states: Uint8Array,
  differs: Uint8Array,
): void {
  const inA = nodesA[row]!
  const inB = nodesB[row]!
  if (inA < 0 || inB < 0) states[row] = inA < 0 ? ADDED : REMOVED
  else {
    const mask = placeDifferences(inodePlace(a, inA) ?? IMPLICIT, inodePlace(b, inB) ?? IMPLICIT)
    states[row] = mask === 0 ? SAME : MODIFIED
    differs[row] = mask
  }
}

/** One backward loop: a parent's row is always lower than its children's. */
function countDiffering({ size, parents }: Rows, states: Uint8Array): Uint32Array {
  const differing = new Uint32Array(size)
  for (let row = size - 1; row > 0; row--) {
    differing[parents[row]!]! += differing[row]! + (states[row] === SAME ? 0 : 1)
  }
  return differing
}

type Unsummed = Omit<MergedTree, 'totals'>

function addUp(tree: Unsummed): MergedTotals {
  const bytes = { added: 0, removed: 0, grown: 0, shrunk: 0 }
  const counts = { same: 0, added: 0, removed: 0, modified: 0, timesOnly: 0, moved: 0 }
  for (let row = 0; row < tree.size; row++) {
    const state = tree.states[row]!
    if (state === MOVED && tree.nodesA[row]! < 0) continue // counted where it was
    const before = fileBytes(tree.a, tree.nodesA[row]!)
    const after = fileBytes(tree.b, tree.nodesB[state === MOVED ? tree.partners[row]! : row]!)
    if (state === ADDED) bytes.added += after
    else if (state === REMOVED) bytes.removed += before
    else if (after > before) bytes.grown += after - before
    else bytes.shrunk += before - after
    counts[PATH_STATES[state]!]++
    if (tree.differs[row] === TIMES_ONLY) counts.timesOnly++
  }
  return { a: tree.a.bytes[0]!, b: tree.b.bytes[0]!, ...bytes, counts }
}

/** Bytes a path itself carries: only files do. */
function fileBytes(view: TreeView, node: number): number {
  if (node < 0) return 0
  return view.overlay.versions.type[view.versions[node]!] === FILE ? view.bytes[node]! : 0
}
