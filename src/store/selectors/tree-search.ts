import type { Change } from '../../tree/change.ts'
import type { Slices } from '../../tree/slices.ts'
import type { TreeView } from '../../tree/tree-view.ts'
import type { State } from '../state.ts'
import { currentImage, currentView } from './current.ts'
import { activeMatch } from './filter-match.ts'
import { areMatchesKnown, matchesInSlices } from './find-next.ts'
import { knownMatching, matchingInSlices } from './matching-nodes.ts'
import { areLinesKnown, openLinesInSlices } from './open-lines.ts'
import { shownTree } from './shown-tree.ts'

/** What a tree is asked: which paths match a text, or which lines a filter leaves. */
export interface TreeSearch {
  readonly kind: 'find' | 'filter'
  readonly text: string
  /** `null` while no tree is shown: then there is nothing to wait for. */
  readonly view: TreeView | null
  readonly hidden: ReadonlySet<Change>
}

/** What the tree on screen is to be asked now; `null` when nothing waits for an answer. The filter comes first. */
export function searchWanted(state: State): TreeSearch | null {
  if (state.screen.kind !== 'explore') return null
  const { awaitedFilter, awaitedFinds, find } = currentView(state)
  if (awaitedFilter !== null) return searchOf(state, 'filter', awaitedFilter)
  return awaitedFinds.length > 0 ? searchOf(state, 'find', find) : null
}

/** A question about the tree on screen. */
export function searchOf(state: State, kind: TreeSearch['kind'], text: string): TreeSearch {
  const choices = currentView(state)
  const shown = shownTree(currentImage(state), choices)
  return { kind, text, view: shown.kind === 'tree' ? shown.view : null, hidden: choices.hidden }
}

export function isSameSearch(one: TreeSearch | null, other: TreeSearch): boolean {
  return (
    one?.kind === other.kind &&
    one.text === other.text &&
    one.view === other.view &&
    one.hidden === other.hidden
  )
}

/** More paths than can be asked within a frame. */
export const MANY_PATHS = 100_000

/** Whether asking keeps nobody waiting: the tree is small, or the answer at hand. */
export function isAnsweredAtOnce({ kind, text, view, hidden }: TreeSearch): boolean {
  if (view === null || view.versions.length <= MANY_PATHS) return true
  if (kind === 'find') return areMatchesKnown(view, text)
  const match = activeMatch(text)
  const passes = knownMatching(view, match, hidden)
  return passes !== undefined && (match === null || areLinesKnown(view, passes))
}

/** Works the answer out; the selectors of what is on screen then have it at hand. Cut short, it leaves no trace. */
export function* searchInSlices({ kind, text, view, hidden }: TreeSearch): Slices<void> {
  if (view === null) return
  if (kind === 'find') {
    yield* matchesInSlices(view, text)
    return
  }
  const match = activeMatch(text)
  const passes = yield* matchingInSlices(view, match, hidden)
  if (match !== null) yield* openLinesInSlices(view, passes)
}
