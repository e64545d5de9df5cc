import type { TreePath } from '../../image/tree-path.ts'
import { nameMatcher } from '../../tree/find.ts'
import { findNode, nodePath, parentOf } from '../../tree/overlay.ts'
import { childrenIn, shows, type TreeView } from '../../tree/tree-view.ts'
import type { Sort } from '../state.ts'
import { compareNodes } from './compare-nodes.ts'

/** Which match is wanted, seen from a path: the first at or after it, after it, or before it. */
export type FindDirection = 'here' | 'next' | 'previous'

/**
 * The path of the match that is wanted, in the order the rows would have if every directory were open; round at the
 * ends. Lower case finds both cases, as everybody's pager does; with a slash the text is looked for in paths.
 */
export function nextFound(
  view: TreeView,
  text: string,
  sort: Sort,
  from: TreePath,
  direction: FindDirection,
): TreePath | undefined {
  const found = matchesInOrder(view, text, sort)
  const start = findNode(view.overlay, from) ?? 0
  const at = found.indexOf(start)
  const place = at >= 0 ? at : placeOf(view, found, start, sort)
  const node = found[chosen(place, at >= 0, direction, found.length)]
  return node === undefined ? undefined : nodePath(view.overlay, node)
}

function chosen(place: number, onMatch: boolean, direction: FindDirection, count: number): number {
  const step = { here: 0, next: onMatch ? 1 : 0, previous: -1 }[direction]
  return (place + step + count) % Math.max(1, count)
}

interface Kept {
  readonly text: string
  readonly sort: Sort
  readonly nodes: readonly number[]
}

const kept = new WeakMap<TreeView, Kept>()

/** Nodes that match, in row order; the last answer for a tree is kept for `n` and `N`. */
function matchesInOrder(view: TreeView, text: string, sort: Sort): readonly number[] {
  const last = kept.get(view)
  if (last !== undefined && last.text === text && last.sort === sort) return last.nodes
  const nodes = inRowOrder(view, matchingNames(view, text), sort)
  kept.set(view, { text, sort, nodes })
  return nodes
}

const MATCH = 1
const LEADS = 2

/** Marks the matches, and with one pass from the end (parents have smaller ids) the directories that lead to them. */
function matchingNames(view: TreeView, text: string): Uint8Array {
  const marks = new Uint8Array(view.versions.length)
  const matches = nameMatcher(view.overlay.paths, text)
  for (let node = marks.length - 1; node > 0; node--) {
    if (!shows(view, node)) continue
    if (matches(node)) marks[node] = (marks[node] ?? 0) | MATCH
    const parent = parentOf(view.overlay, node)
    if (marks[node] !== 0) marks[parent] = (marks[parent] ?? 0) | LEADS
  }
  return marks
}

function inRowOrder(view: TreeView, marks: Uint8Array, sort: Sort): number[] {
  const found: number[] = []
  const compare = compareNodes(view, sort)
  const pending = [0]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (((marks[node] ?? 0) & MATCH) !== 0) found.push(node)
    if (((marks[node] ?? 0) & LEADS) === 0) continue
    const children = childrenIn(view, node).filter(child => marks[child] !== 0)
    pending.push(...children.sort(compare).reverse())
  }
  return found
}

/** Where a node that is no match would stand among them. */
function placeOf(view: TreeView, found: readonly number[], node: number, sort: Sort): number {
  const before = rowOrder(view, sort)
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(found[middle] ?? 0, node)) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether one node's row comes before another's: decided where their paths part. */
function rowOrder(view: TreeView, sort: Sort): (left: number, right: number) => boolean {
  const compare = compareNodes(view, sort)
  return (left, right) => {
    const [one, other] = [ancestry(view, left), ancestry(view, right)]
    const parting = one.findIndex((node, depth) => node !== other[depth])
    const [mine, theirs] = [one[parting], other[parting]]
    if (mine === undefined) return left !== right // an ancestor's row comes first
    return theirs !== undefined && (compare(mine, theirs) || mine - theirs) < 0
  }
}

/** The nodes from the root down to one. */
function ancestry(view: TreeView, node: number): number[] {
  const nodes = [node]
  for (let at = node; at !== 0; ) {
    at = parentOf(view.overlay, at)
    nodes.push(at)
  }
  return nodes.reverse()
}
