import { byteString } from '../../../image/byte-string.ts'
import { parseTreePath, type TreePath } from '../../../image/tree-path.ts'
import { isDirectoryRow, type MergedTree, nodeA, nodeB, parentRow } from '../../../tree/merged-tree.ts'
import { findNode } from '../../../tree/overlay.ts'
import type { CompareView } from '../../compare-state.ts'
import type { Fold } from '../../state.ts'
import { followChain } from './follow-chain.ts'
import { matchingRows } from './matching-rows.ts'
import { sortedChildren } from './row-order.ts'
import { unfoldLargest } from './unfold-largest.ts'

/**
 * The lines of the merged tree, as columns: line `i` shows row `rows[i]`. Directories that hold only a directory
 * share a line, from `firsts[i]` to `rows[i]`, as in the explorer's file rows.
 */
export interface MergedRows {
  readonly rows: readonly number[]
  readonly firsts: readonly number[]
  readonly depths: readonly number[]
  readonly open: readonly boolean[]
  /** By row: the line it is on, −1 when it has none. */
  readonly lineOf: Int32Array
}

export interface MergedChoice extends Pick<CompareView, 'foldAll' | 'folds' | 'sort' | 'hidden' | 'filter'> {
  /** Lines that directories may open by themselves to. */
  readonly room: number
}

const kept = new WeakMap<MergedTree, { choice: MergedChoice; lines: MergedRows }>()

/** Lines in the order they are shown; the last answer for a tree is kept. */
export function mergedRows(tree: MergedTree, choice: MergedChoice): MergedRows {
  const last = kept.get(tree)
  if (last !== undefined && isSameChoice(last.choice, choice)) return last.lines
  const lines = layLines(tree, choice)
  kept.set(tree, { choice, lines })
  return lines
}

function isSameChoice(one: MergedChoice, other: MergedChoice): boolean {
  return (
    one.foldAll === other.foldAll &&
    one.folds === other.folds &&
    one.sort === other.sort &&
    one.hidden === other.hidden &&
    one.filter === other.filter &&
    one.room === other.room
  )
}

function layLines(tree: MergedTree, choice: MergedChoice): MergedRows {
  const shows = matchingRows(tree, choice.hidden, choice.filter)
  const isOpen = openness(tree, choice, shows)
  const lines = {
    rows: [] as number[],
    firsts: [] as number[],
    depths: [] as number[],
    open: [] as boolean[],
    lineOf: new Int32Array(tree.size).fill(-1),
  }
  const pending = [{ row: 0, depth: 0 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const last = followChain(tree, next.row, shows)
    const open = isDirectoryRow(tree, last) && isOpen(last)
    markLine(tree, lines.lineOf, next.row, last, lines.rows.length)
    lines.rows.push(last)
    lines.firsts.push(next.row)
    lines.depths.push(next.depth)
    lines.open.push(open)
    if (!open) continue
    const depth = next.depth + 1
    for (const row of sortedChildren(tree, last, choice.sort).filter(shows).reverse())
      pending.push({ row, depth })
  }
  return lines
}

function markLine(tree: MergedTree, lineOf: Int32Array, first: number, last: number, line: number): void {
  for (let row = last; row !== first; row = parentRow(tree, row)) lineOf[row] = line
  lineOf[first] = line
}

function openness(
  tree: MergedTree,
  choice: MergedChoice,
  shows: (row: number) => boolean,
): (row: number) => boolean {
  const byHand = new Map<number, Fold>()
  for (const [path, fold] of choice.folds) {
    const row = rowAtPath(tree, path)
    if (row !== undefined) byHand.set(row, fold)
  }
  const fallback = choice.filter !== '' ? 'open' : choice.foldAll
  const auto = fallback === 'auto' ? unfoldLargest(tree, choice.room, shows) : undefined
  return row =>
    (byHand.get(row) ?? (auto === undefined ? fallback : auto.has(row) ? 'open' : 'closed')) === 'open'
}

/** The line a path is on, else the line of the nearest directory above it that has one. */
export function lineOfPath(tree: MergedTree, lines: MergedRows, path: TreePath): number {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const row = rowAtPath(tree, parseTreePath(byteString(path.slice(0, end))))
    const line = row === undefined ? -1 : (lines.lineOf[row] ?? -1)
    if (line >= 0) return line
  }
  return 0
}

const rowsByNode = new WeakMap<MergedTree, { readonly ofA: Int32Array; readonly ofB: Int32Array }>()

/** The row of a path; `undefined` when neither tree shows it. */
export function rowAtPath(tree: MergedTree, path: TreePath): number | undefined {
  const rows = rowsByNode.get(tree) ?? indexNodes(tree)
  rowsByNode.set(tree, rows)
  const [inA, inB] = [findNode(tree.a.overlay, path), findNode(tree.b.overlay, path)]
  const ofA = inA === undefined ? -1 : (rows.ofA[inA] ?? -1)
  const row = ofA >= 0 || inB === undefined ? ofA : (rows.ofB[inB] ?? -1)
  return row < 0 ? undefined : row
}

function indexNodes(tree: MergedTree) {
  const ofA = new Int32Array(tree.a.versions.length).fill(-1)
  const ofB = new Int32Array(tree.b.versions.length).fill(-1)
  for (let row = 0; row < tree.size; row++) {
    const [inA, inB] = [nodeA(tree, row), nodeB(tree, row)]
    if (inA !== null) ofA[inA] = row
    if (inB !== null) ofB[inB] = row
  }
  return { ofA, ofB }
}
