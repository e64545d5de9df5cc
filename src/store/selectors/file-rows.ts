import type { FilterMatch } from '../../analysis/filter.ts'
import { byteString } from '../../image/byte-string.ts'
import { parseTreePath, type TreePath } from '../../image/tree-path.ts'
import { findNode, parentOf } from '../../tree/overlay.ts'
import { changeOf, childrenIn, type TreeView, typeOf } from '../../tree/tree-view.ts'
import type { ExploreView, Fold } from '../state.ts'
import { autoOpen } from './auto-open.ts'
import { compareNodes } from './compare-nodes.ts'
import { matchingNodes } from './matching-nodes.ts'

/**
 * The lines of the files pane, as columns: line `i` shows node `nodes[i]`.
 *
 * A directory whose only child is a directory shares its line (`var/lib/apt`): `firsts[i]` is where the line's label
 * begins and `nodes[i]` where it ends. The root has a line of its own.
 */
export interface FileRows {
  readonly nodes: readonly number[]
  readonly firsts: readonly number[]
  readonly depths: readonly number[]
  /** Directories, and what a layer put in the place of one: what was in it is a change of the layer too. */
  readonly foldable: readonly boolean[]
  readonly open: readonly boolean[]
  /** By node: the line it is on, −1 when it has none. */
  readonly lineOf: Int32Array
}

export interface RowChoice extends Pick<ExploreView, 'foldAll' | 'folds' | 'sort' | 'hidden'> {
  /** `null` when no filter is set. */
  readonly match: FilterMatch | null
  /** Lines that directories may open by themselves to. */
  readonly room: number
}

const kept = new WeakMap<TreeView, { choice: RowChoice; rows: FileRows }>()

/** Lines in the order they are shown; the last answer for a tree is kept. */
export function fileRows(view: TreeView, choice: RowChoice): FileRows {
  const last = kept.get(view)
  if (last !== undefined && isSameChoice(last.choice, choice)) return last.rows
  const rows = layRows(view, choice)
  kept.set(view, { choice, rows })
  return rows
}

function isSameChoice(one: RowChoice, other: RowChoice): boolean {
  return (
    one.foldAll === other.foldAll &&
    one.folds === other.folds &&
    one.sort === other.sort &&
    one.hidden === other.hidden &&
    one.match === other.match &&
    one.room === other.room
  )
}

interface Pending {
  readonly node: number
  readonly depth: number
}

function layRows(view: TreeView, choice: RowChoice): FileRows {
  const shows = matchingNodes(view, choice.match, choice.hidden)
  const isOpen = openness(view, choice)
  const compare = compareNodes(view, choice.sort)
  const rows = {
    nodes: [] as number[],
    firsts: [] as number[],
    depths: [] as number[],
    foldable: [] as boolean[],
    open: [] as boolean[],
    lineOf: new Int32Array(view.versions.length).fill(-1),
  }
  const pending: Pending[] = [{ node: 0, depth: 0 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { last, children } = followChain(view, next.node, shows)
    const open = children !== null && isOpen(last)
    markLine(view, rows.lineOf, next.node, last, rows.nodes.length)
    rows.nodes.push(last)
    rows.firsts.push(next.node)
    rows.depths.push(next.depth)
    rows.foldable.push(children !== null)
    rows.open.push(open)
    if (!open) continue
    const depth = next.depth + 1
    for (const node of children.sort(compare).reverse()) pending.push({ node, depth })
  }
  return rows
}

/** Every directory of a chain is found on its line. */
function markLine(view: TreeView, lineOf: Int32Array, first: number, last: number, line: number): void {
  for (let node = last; node !== first; node = parentOf(view.overlay, node)) lineOf[node] = line
  lineOf[first] = line
}

/**
 * Follows directories that hold nothing but one directory with the same change, to the last of them and what it holds
 * (`null` for what cannot be opened). The root has a line of its own.
 */
function followChain(view: TreeView, start: number, shows: (node: number) => boolean) {
  for (let last = start; ; ) {
    const children = childrenIn(view, last).filter(shows)
    const [only] = children
    if (typeOf(view, last) !== 'directory') return { last, children: only === undefined ? null : children }
    const goesOn = last !== 0 && only !== undefined && children.length === 1
    if (!goesOn || typeOf(view, only) !== 'directory' || changeOf(view, only) !== changeOf(view, last))
      return { last, children }
    last = only
  }
}

function openness(view: TreeView, choice: RowChoice): (node: number) => boolean {
  const byHand = new Map<number, Fold>()
  for (const [path, fold] of choice.folds) {
    const node = findNode(view.overlay, path)
    if (node !== undefined) byHand.set(node, fold)
  }
  const fallback = choice.match !== null ? 'open' : choice.foldAll
  const auto = fallback === 'auto' ? autoOpen(view, choice.room) : undefined
  return node =>
    (byHand.get(node) ?? (auto === undefined ? fallback : auto.has(node) ? 'open' : 'closed')) === 'open'
}

/** The line a path is on, else the line of the nearest directory above it that has one. */
export function rowOfPath(view: TreeView, rows: FileRows, path: TreePath): number {
  for (let node = nearestNode(view, path); node > 0; node = parentOf(view.overlay, node)) {
    const row = rows.lineOf[node] ?? -1
    if (row >= 0) return row
  }
  return 0
}

function nearestNode(view: TreeView, path: TreePath): number {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const node = findNode(view.overlay, parseTreePath(byteString(path.slice(0, end))))
    if (node !== undefined) return node
  }
  return 0
}
