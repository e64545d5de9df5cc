import type { TreePath } from '../../image/tree-path.ts'
import { nameMatcher } from '../../tree/find.ts'
import { findNode, nodePath, parentOf } from '../../tree/overlay.ts'
import { atOnce, type Slices, upToRoot } from '../../tree/slices.ts'
import { childrenIn, shows, type TreeView } from '../../tree/tree-view.ts'
import type { FindDirection, Sort } from '../state.ts'
import { compareNodes } from './compare-nodes.ts'

/**
 * The path of the match that is wanted, in the order the rows would have if every directory were open; round at the
 * ends. Lower case finds both cases, as everybody's pager does; with a slash the text is looked for in paths.
 *
 * A new text costs one pass over the tree. From match to match only the directories on the way are put in order.
 */
export function nextFound(
  view: TreeView,
  text: string,
  sort: Sort,
  from: TreePath,
  direction: FindDirection,
): TreePath | undefined {
  const search = { view, marks: marksOf(view, text), compare: compareNodes(view, sort) }
  if (search.marks[0] === 0) return undefined
  const start = shownNode(view, from)
  return nodePath(view.overlay, wanted(search, start, direction))
}

interface Search {
  readonly view: TreeView
  readonly marks: Uint8Array
  readonly compare: (left: number, right: number) => number
}

function wanted(search: Search, start: number, direction: FindDirection): number {
  if (direction === 'previous') return lastBefore(search, start) ?? lastWithin(search, 0)
  if (direction === 'here' && isMatch(search, start)) return start
  return firstAfter(search, start) ?? firstWithin(search, 0)
}

/** Where the path is, or the nearest directory above it that the view shows. */
function shownNode(view: TreeView, path: TreePath): number {
  let node = findNode(view.overlay, path) ?? 0
  while (!shows(view, node)) node = parentOf(view.overlay, node)
  return node
}

const MATCH = 1
const LEADS = 2

interface Kept {
  readonly text: string
  readonly marks: Uint8Array
}

const kept = new WeakMap<TreeView, Kept>()

/** Whether the matches of a text are at hand. */
export function areMatchesKnown(view: TreeView, text: string): boolean {
  return kept.get(view)?.text === text
}

/** Finds the matches slice by slice, for trees that take longer than a frame; `nextFound` then has them at hand. */
export function* matchesInSlices(view: TreeView, text: string): Slices<Uint8Array> {
  const last = kept.get(view)
  if (last?.text === text) return last.marks
  const marks = yield* markMatches(view, text, last)
  kept.set(view, { text, marks })
  return marks
}

/** The matches, and the directories that lead to them; the last answer for a tree is kept for `n` and `N`. */
function marksOf(view: TreeView, text: string): Uint8Array {
  return atOnce(matchesInSlices(view, text))
}

/** One pass from the end, which carries every match up to the root: parents have smaller ids. */
function* markMatches(view: TreeView, text: string, last: Kept | undefined): Slices<Uint8Array> {
  const marks = new Uint8Array(view.versions.length)
  const matches = nameMatcher(view.overlay.paths, text)
  const among = last !== undefined && narrows(last.text, text) ? last.marks : null
  yield* upToRoot(marks.length, (from, end) => {
    for (let node = end - 1; node >= from; node--) {
      if (among === null ? !shows(view, node) : among[node] === 0) continue
      if ((among === null || ((among[node] ?? 0) & MATCH) !== 0) && matches(node))
        marks[node] = (marks[node] ?? 0) | MATCH
      const parent = parentOf(view.overlay, node)
      if (marks[node] !== 0) marks[parent] = (marks[parent] ?? 0) | LEADS
    }
  })
  return marks
}

/** Whether all that matches a text matched another: it goes on where that ended, in the same component. */
function narrows(before: string, text: string): boolean {
  return before !== '' && text.startsWith(before) && !text.slice(before.length).includes('/')
}

function isMatch({ marks }: Search, node: number): boolean {
  return ((marks[node] ?? 0) & MATCH) !== 0
}

/** Beneath the node, else beneath what follows it, or follows a directory above it. */
function firstAfter(search: Search, start: number): number | undefined {
  const [inside] = inOrder(search, start)
  if (inside !== undefined) return firstWithin(search, inside)
  for (let node = start; node !== 0; node = parentOf(search.view.overlay, node)) {
    const siblings = siblingsOf(search, node)
    const next = siblings[siblings.indexOf(node) + 1]
    if (next !== undefined) return firstWithin(search, next)
  }
  return undefined
}

/** The last match beneath what comes before the node, else a directory above it, or before one of these. */
function lastBefore(search: Search, start: number): number | undefined {
  for (let node = start; node !== 0; node = parentOf(search.view.overlay, node)) {
    const siblings = siblingsOf(search, node)
    const previous = siblings[siblings.indexOf(node) - 1]
    if (previous !== undefined) return lastWithin(search, previous)
    const parent = parentOf(search.view.overlay, node)
    if (isMatch(search, parent)) return parent
  }
  return undefined
}

/** The first match at or beneath a node that is marked. */
function firstWithin(search: Search, marked: number): number {
  for (let node = marked; ; ) {
    const [first] = isMatch(search, node) ? [] : inOrder(search, node)
    if (first === undefined) return node
    node = first
  }
}

/** The last match at or beneath a node that is marked. */
function lastWithin(search: Search, marked: number): number {
  for (let node = marked; ; ) {
    const last = inOrder(search, node).at(-1)
    if (last === undefined) return node
    node = last
  }
}

/** What is marked in a directory, in the order of its rows. */
function inOrder({ view, marks, compare }: Search, directory: number): number[] {
  if (((marks[directory] ?? 0) & LEADS) === 0) return []
  return childrenIn(view, directory)
    .filter(child => marks[child] !== 0)
    .sort(compare)
}

/** The same around a node, which itself need not be marked. */
function siblingsOf({ view, marks, compare }: Search, node: number): number[] {
  return childrenIn(view, parentOf(view.overlay, node))
    .filter(child => child === node || marks[child] !== 0)
    .sort(compare)
}
