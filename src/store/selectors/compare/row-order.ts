import {
  bytesInA,
  bytesInB,
  bytesMore,
  childRows,
  differingBeneath,
  isDirectoryRow,
  type MergedTree,
  parentRow,
} from '../../../tree/merged-tree.ts'
import type { CompareSort } from '../../compare-state.ts'

type Compare = (left: number, right: number) => number

/** Order of siblings; equal ones stay in name order, in which they come. */
export function compareRows(tree: MergedTree, sort: CompareSort): Compare {
  const compare = COMPARISONS[sort.by](tree)
  return sort.reversed ? (left, right) => compare(right, left) || left - right : compare
}

const COMPARISONS = {
  /** The largest difference first, whichever way; then where more paths differ. */
  difference: tree => (left, right) =>
    Math.abs(bytesMore(tree, right)) - Math.abs(bytesMore(tree, left)) ||
    differingBeneath(tree, right) - differingBeneath(tree, left),
  a: tree => (left, right) => bytesInA(tree, right) - bytesInA(tree, left),
  b: tree => (left, right) => bytesInB(tree, right) - bytesInB(tree, left),
  name: () => () => 0,
} as const satisfies Record<CompareSort['by'], (tree: MergedTree) => Compare>

/** A directory's rows in their order. */
export function sortedChildren(tree: MergedTree, row: number, sort: CompareSort): number[] {
  const children = childRows(tree, row)
  if (sort.by === 'name') return sort.reversed ? children.reverse() : children
  return children.sort(compareRows(tree, sort))
}

/** All rows as they would stand if every directory were open, and the place of each. */
export interface RowOrder {
  readonly rows: Uint32Array
  readonly places: Uint32Array
}

const orders = new WeakMap<MergedTree, { readonly sort: CompareSort; readonly order: RowOrder }>()

/** The last answer for a tree is kept: every `n` asks. */
export function rowOrder(tree: MergedTree, sort: CompareSort): RowOrder {
  const last = orders.get(tree)
  if (last !== undefined && last.sort === sort) return last.order
  const order = layOrder(tree, sort)
  orders.set(tree, { sort, order })
  return order
}

function layOrder(tree: MergedTree, sort: CompareSort): RowOrder {
  const rows = new Uint32Array(tree.size)
  const places = new Uint32Array(tree.size)
  const pending = [0]
  let place = 0
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    rows[place] = row
    places[row] = place++
    for (const child of sortedChildren(tree, row, sort).reverse()) pending.push(child)
  }
  return { rows, places }
}

const turnovers = new WeakMap<MergedTree, Float64Array>()

/** Bytes that came, went, grew or shrank at and beneath each row: what adds up where differences cancel out. */
export function turnover(tree: MergedTree): Float64Array {
  const known = turnovers.get(tree)
  if (known !== undefined) return known
  const bytes = new Float64Array(tree.size)
  for (let row = tree.size - 1; row >= 0; row--) {
    if (!isDirectoryRow(tree, row)) bytes[row] = Math.abs(bytesMore(tree, row))
    const parent = parentRow(tree, row)
    if (row > 0) bytes[parent] = (bytes[parent] ?? 0) + (bytes[row] ?? 0)
  }
  turnovers.set(tree, bytes)
  return bytes
}
