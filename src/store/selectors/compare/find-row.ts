import type { TreePath } from '../../../image/tree-path.ts'
import { nameMatcher } from '../../../tree/find.ts'
import { type MergedTree, nodeA, nodeB, parentRow } from '../../../tree/merged-tree.ts'
import type { CompareView } from '../../compare-state.ts'
import { hitRows, matchingRows, shownState } from './matching-rows.ts'
import { rowAtPath } from './merged-rows.ts'
import { rowOrder } from './row-order.ts'

/** Which row is wanted, seen from a path: the first at or after it, after it, or before it. */
export type Finding = 'here' | 'next' | 'previous'

type Choices = Pick<CompareView, 'sort' | 'hidden' | 'filter' | 'find'>

/** The next shown row whose name matches, in the order of lines; round at the ends. */
export function nextMatch(tree: MergedTree, choices: Choices, from: TreePath, direction: Finding) {
  const shows = matchingRows(tree, choices.hidden, choices.filter)
  const matchesA = nameMatcher(tree.a.overlay.paths, choices.find)
  const matchesB = nameMatcher(tree.b.overlay.paths, choices.find)
  const isMatch = (row: number) => {
    const [inA, inB] = [nodeA(tree, row), nodeB(tree, row)]
    return inA === null ? inB !== null && matchesB(inB) : matchesA(inA)
  }
  return nextRow(tree, choices, from, direction, row => row !== 0 && shows(row) && isMatch(row))
}

/** The next shown difference; a directory that came or went as a whole is one. */
export function nextDifference(tree: MergedTree, choices: Choices, from: TreePath, direction: Finding) {
  const isHit = hitRows(tree, choices.hidden, choices.filter)
  const isDifference = (row: number) => {
    const state = shownState(tree, row)
    if (row === 0 || state === 'same' || !isHit(row)) return false
    return (state !== 'added' && state !== 'removed') || shownState(tree, parentRow(tree, row)) !== state
  }
  return nextRow(tree, choices, from, direction, isDifference)
}

function nextRow(
  tree: MergedTree,
  { sort }: Choices,
  from: TreePath,
  direction: Finding,
  isWanted: (row: number) => boolean,
): number | undefined {
  const { rows, places } = rowOrder(tree, sort)
  const start = places[rowAtPath(tree, from) ?? 0] ?? 0
  const step = direction === 'previous' ? -1 : 1
  const first = direction === 'here' ? 0 : 1
  for (let distance = first; distance <= rows.length; distance++) {
    const place = (start + step * distance + rows.length * 2) % rows.length
    const row = rows[place]
    if (row !== undefined && isWanted(row)) return row
  }
  return undefined
}
