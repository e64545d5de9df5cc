import type { TreePath } from '../../../image/tree-path.ts'
import { rowPath } from '../../../tree/merged-tree.ts'
import { type Finding, nextDifference, nextMatch } from '../../selectors/compare/find-row.ts'
import { mergedPane } from '../../selectors/compare/merged-pane.ts'
import { currentCompare, withCompare } from '../../selectors/compare/pair.ts'
import type { BeforeFind, State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { say } from '../say.ts'
import { focusInCompare } from './focus-in-compare.ts'
import { showMergedPath } from './show-merged-path.ts'

/** `n` and `N`: the next match of an active find, otherwise the next difference; round at the ends. */
export const nextInCompare: Transition<[direction: 'next' | 'previous']> = (state, direction) => {
  const { find, cursor } = currentCompare(state)
  const found = find === '' ? differenceFrom(state, cursor, direction) : matchFrom(state, cursor, direction)
  if (found !== undefined) return showMergedPath(focusInCompare(state, 'files'), found)
  if (mergedPane(state) === undefined) return say(state, 'The files are not compared yet.')
  return say(state, find === '' ? 'Nothing that is shown differs.' : nothingFound(find), 'problem')
}

/** `/`: asks for a text; the cursor follows while it is typed. */
export const startFindInCompare: Transition = state => {
  const { cursor, folds } = currentCompare(state)
  return {
    ...withCompare(focusInCompare(state, 'files'), view => ({ ...view, find: '' })),
    overlay: { kind: 'find', text: '', before: { cursor, folds } },
  }
}

/** What was typed so far: to the first match at or after the place where the search began. */
export const typeFindInCompare: Transition<[text: string]> = (state, text) => {
  if (state.overlay.kind !== 'find') return state
  const { before } = state.overlay
  const typed: State = { ...putBack(state, before, text), overlay: { kind: 'find', text, before } }
  const found = text === '' ? undefined : matchFrom(typed, before.cursor, 'here')
  return found === undefined ? typed : showMergedPath(typed, found)
}

/** Enter: the text stays, `n` and `N` follow it. */
export const acceptFindInCompare: Transition = state => {
  const closed: State = { ...state, overlay: { kind: 'none' } }
  const { find, cursor } = currentCompare(state)
  if (find === '' || matchFrom(state, cursor, 'here') !== undefined) return closed
  return say(closed, nothingFound(find), 'problem')
}

/** Esc while typing: back to where the search began. */
export const cancelFindInCompare: Transition = state => {
  if (state.overlay.kind !== 'find') return state
  return { ...putBack(state, state.overlay.before, ''), overlay: { kind: 'none' } }
}

function nothingFound(find: string): string {
  return `Nothing that is shown matches "${find}".`
}

function putBack(state: State, { cursor, folds }: BeforeFind, find: string): State {
  return withCompare(state, view => ({ ...view, cursor, folds, find }))
}

function matchFrom(state: State, from: TreePath, direction: Finding): TreePath | undefined {
  const pane = mergedPane(state)
  if (pane === undefined) return undefined
  const row = nextMatch(pane.tree, currentCompare(state), from, direction)
  return row === undefined ? undefined : rowPath(pane.tree, row)
}

function differenceFrom(state: State, from: TreePath, direction: Finding): TreePath | undefined {
  const pane = mergedPane(state)
  if (pane === undefined) return undefined
  const row = nextDifference(pane.tree, currentCompare(state), from, direction)
  return row === undefined ? undefined : rowPath(pane.tree, row)
}
