import { type FilterMatch, parseFilter } from '../../../analysis/filter.ts'
import {
  differsInTimeOnly,
  isDirectoryRow,
  type MergedTree,
  nodeA,
  nodeB,
  parentRow,
  stateOfRow,
} from '../../../tree/merged-tree.ts'
import type { ShownState } from '../../compare-state.ts'

/** What became of a row, times alone apart. */
export function shownState(tree: MergedTree, row: number): ShownState {
  return differsInTimeOnly(tree, row) ? 'timesOnly' : stateOfRow(tree, row)
}

interface Kept {
  readonly hidden: ReadonlySet<ShownState>
  readonly filter: string
  readonly passes: Uint8Array
}

const kept = new WeakMap<MergedTree, Kept>()

const WAY = 1
const HIT = 2

/**
 * Which rows have a line: those that pass, and the directories that lead to them. Parents have lower rows than their
 * children, so one pass from the end carries every hit up to the root. The last answer for a tree is kept.
 */
export function matchingRows(
  tree: MergedTree,
  hidden: ReadonlySet<ShownState>,
  filter: string,
): (row: number) => boolean {
  const passes = passesOf(tree, hidden, filter)
  return row => passes[row] !== 0
}

/** Which rows pass by themselves. */
export function hitRows(
  tree: MergedTree,
  hidden: ReadonlySet<ShownState>,
  filter: string,
): (row: number) => boolean {
  const passes = passesOf(tree, hidden, filter)
  return row => ((passes[row] ?? 0) & HIT) !== 0
}

function passesOf(tree: MergedTree, hidden: ReadonlySet<ShownState>, filter: string): Uint8Array {
  const last = kept.get(tree)
  if (last !== undefined && last.hidden === hidden && last.filter === filter) return last.passes
  const passes = markRows(tree, hidden, compareFilter(filter))
  kept.set(tree, { hidden, filter, passes })
  return passes
}

function markRows(tree: MergedTree, hidden: ReadonlySet<ShownState>, filter: CompareFilter): Uint8Array {
  const passes = new Uint8Array(tree.size)
  passes[0] = WAY
  for (let row = tree.size - 1; row > 0; row--) {
    if (isHit(tree, row, hidden, filter)) passes[row] = (passes[row] ?? 0) | HIT
    if (passes[row] === 0) continue
    const parent = parentRow(tree, row)
    passes[parent] = (passes[parent] ?? 0) | WAY
  }
  return passes
}

/** A directory that is the same is only the way to something, unless a filter asks for it. */
function isHit(
  tree: MergedTree,
  row: number,
  hidden: ReadonlySet<ShownState>,
  { states, match }: CompareFilter,
): boolean {
  const state = shownState(tree, row)
  if (hidden.has(state) || (states !== null && !states.has(state))) return false
  if (match === null) return states !== null || state !== 'same' || !isDirectoryRow(tree, row)
  const [inA, inB] = [nodeA(tree, row), nodeB(tree, row)]
  return (inA !== null && match(tree.a, inA)) || (inB !== null && match(tree.b, inB))
}

interface CompareFilter {
  readonly states: ReadonlySet<ShownState> | null
  readonly match: FilterMatch | null
}

/** The filter of the explorer, but that `status:` is about what became of a path between the two trees. */
function compareFilter(text: string): CompareFilter {
  const words = text.split(/\s+/).filter(word => word !== '')
  const rest = words.filter(word => !isStatus(word))
  const filter = parseFilter(rest.join(' '))
  const letters = words.filter(isStatus).map(word => new Set([...word.slice('status:'.length)]))
  return {
    states: letters.length === 0 ? null : statesOf(letters),
    match: rest.length === 0 || filter.kind === 'badFilter' ? null : filter.matches,
  }
}

function isStatus(word: string): boolean {
  return /^status:[AMDURT]+$/.test(word)
}

/** What is wrong with a filter, in a sentence; `null` when it is one. */
export function compareFilterProblem(text: string): string | null {
  const words = text.split(/\s+/).filter(word => !isStatus(word))
  if (words.some(word => word.startsWith('status:')))
    return 'After status: valid are A, M, D, U, and R for moved, T where only the time differs.'
  const filter = parseFilter(words.join(' '))
  return filter.kind === 'badFilter' ? filter.message : null
}

/** The letters by which states are shown, hidden and filtered. */
export const STATE_LETTERS = {
  added: 'A',
  modified: 'M',
  removed: 'D',
  same: 'U',
  moved: 'R',
  timesOnly: 'T',
} as const satisfies Record<ShownState, string>

function statesOf(letters: readonly ReadonlySet<string>[]): ReadonlySet<ShownState> {
  const states: readonly ShownState[] = ['added', 'modified', 'removed', 'same', 'moved', 'timesOnly']
  return new Set(states.filter(state => letters.every(set => set.has(STATE_LETTERS[state]))))
}
