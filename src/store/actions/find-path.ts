import type { TreePath } from '../../image/tree-path.ts'
import { currentView, withView } from '../selectors/current.ts'
import { filesPane } from '../selectors/files-pane.ts'
import { nextFound } from '../selectors/find-next.ts'
import { isAnsweredAtOnce, searchOf } from '../selectors/tree-search.ts'
import type { BeforeFind, FindDirection, State } from '../state.ts'
import type { Transition } from '../store.ts'
import { focusPane } from './focus-pane.ts'
import { say } from './say.ts'
import { showPath } from './show-path.ts'

/** `/`: asks for a text; the cursor follows while it is typed. */
export const startFind: Transition = state => {
  const { cursor, folds } = currentView(state)
  return {
    ...withView(focusPane(state, 'files'), view => ({ ...view, find: '', awaitedFinds: [] })),
    overlay: { kind: 'find', text: '', before: { cursor, folds } },
  }
}

/** What was typed so far: to the first match at or after the place where the search began. */
export const typeFind: Transition<[text: string]> = (state, text) => {
  if (state.overlay.kind !== 'find') return state
  const { before } = state.overlay
  const typed: State = { ...putBack(state, before, text), overlay: { kind: 'find', text, before } }
  return text === '' ? typed : go(typed, 'here')
}

/** Enter: the text stays, `n` and `N` follow it. */
export const acceptFind: Transition = state => {
  const closed: State = { ...state, overlay: { kind: 'none' } }
  const { find, cursor, awaitedFinds } = currentView(state)
  if (find === '' || awaitedFinds.length > 0) return closed
  return matchFrom(state, cursor, 'here') === undefined ? sayNothing(closed) : closed
}

/** Esc while typing: back to where the search began. */
export const cancelFind: Transition = state => {
  if (state.overlay.kind !== 'find') return state
  return { ...putBack(state, state.overlay.before, ''), overlay: { kind: 'none' } }
}

/** The next match, or the one before; goes round at the ends. */
export const findNext: Transition<[direction: 'next' | 'previous']> = (state, direction) =>
  currentView(state).find === ''
    ? say(state, 'Nothing to find yet: / starts a search.')
    : go(state, direction)

/** The matches are known: the cursor goes where it was sent meanwhile. */
export const goToAwaited: Transition = state =>
  currentView(state).awaitedFinds.reduce(
    goOn,
    withView(state, view => ({ ...view, awaitedFinds: [] })),
  )

/** At once, or when the matches are known. */
function go(state: State, direction: FindDirection): State {
  const { find, awaitedFinds } = currentView(state)
  if (awaitedFinds.length === 0 && isAnsweredAtOnce(searchOf(state, 'find', find)))
    return goOn(state, direction)
  return withView(state, view => ({ ...view, awaitedFinds: [...awaitedFinds, direction] }))
}

/** While a text is typed it need not match yet. */
function goOn(state: State, direction: FindDirection): State {
  const { cursor } = currentView(state)
  const found = matchFrom(state, cursor, direction)
  const isTyping = direction === 'here' && state.overlay.kind === 'find'
  if (found === undefined) return isTyping ? state : sayNothing(state)
  const shown = showPath(state, found)
  if (direction === 'here' || currentView(shown).cursor !== cursor) return shown
  return showPath(state, matchFrom(state, found, direction) ?? found) // both on one line: a chain of directories
}

function putBack(state: State, { cursor, folds }: BeforeFind, find: string): State {
  return withView(state, view => ({ ...view, cursor, folds, find, awaitedFinds: [] }))
}

function sayNothing(state: State): State {
  return say(state, `Nothing in this tree matches "${currentView(state).find}".`, 'problem')
}

function matchFrom(state: State, from: TreePath, direction: FindDirection): TreePath | undefined {
  const pane = filesPane(state)
  const { find, sort } = currentView(state)
  return pane === undefined ? undefined : nextFound(pane.view, find, sort, from, direction)
}
