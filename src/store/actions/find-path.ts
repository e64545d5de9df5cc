import type { TreePath } from '../../image/tree-path.ts'
import { currentView, withView } from '../selectors/current.ts'
import { filesPane } from '../selectors/files-pane.ts'
import { type FindDirection, nextFound } from '../selectors/find-next.ts'
import type { BeforeFind, State } from '../state.ts'
import type { Transition } from '../store.ts'
import { focusPane } from './focus-pane.ts'
import { say } from './say.ts'
import { showPath } from './show-path.ts'

/** `/`: asks for a text; the cursor follows while it is typed. */
export const startFind: Transition = state => {
  const { cursor, folds } = currentView(state)
  return {
    ...withView(focusPane(state, 'files'), view => ({ ...view, find: '' })),
    overlay: { kind: 'find', text: '', before: { cursor, folds } },
  }
}

/** What was typed so far: to the first match at or after the place where the search began. */
export const typeFind: Transition<[text: string]> = (state, text) => {
  if (state.overlay.kind !== 'find') return state
  const { before } = state.overlay
  const typed: State = { ...putBack(state, before, text), overlay: { kind: 'find', text, before } }
  return text === '' ? typed : goToMatch(typed, before.cursor)
}

/** Enter: the text stays, `n` and `N` follow it. */
export const acceptFind: Transition = state => {
  const closed: State = { ...state, overlay: { kind: 'none' } }
  const { find } = currentView(state)
  if (find === '' || matchFrom(state, currentView(state).cursor, 'here') !== undefined) return closed
  return say(closed, `Nothing in this tree matches "${find}".`, 'problem')
}

/** Esc while typing: back to where the search began. */
export const cancelFind: Transition = state => {
  if (state.overlay.kind !== 'find') return state
  return { ...putBack(state, state.overlay.before, ''), overlay: { kind: 'none' } }
}

/** The next match, or the one before; goes round at the ends. */
export const findNext: Transition<[direction: 'next' | 'previous']> = (state, direction) => {
  const { find, cursor } = currentView(state)
  if (find === '') return say(state, 'Nothing to find yet: / starts a search.')
  const found = matchFrom(state, cursor, direction)
  if (found === undefined) return say(state, `Nothing in this tree matches "${find}".`, 'problem')
  const shown = showPath(state, found)
  if (currentView(shown).cursor !== cursor) return shown
  return showPath(state, matchFrom(state, found, direction) ?? found) // both on one line: a chain of directories
}

function putBack(state: State, { cursor, folds }: BeforeFind, find: string): State {
  return withView(state, view => ({ ...view, cursor, folds, find }))
}

function goToMatch(state: State, from: TreePath): State {
  const found = matchFrom(state, from, 'here')
  return found === undefined ? state : showPath(state, found)
}

function matchFrom(state: State, from: TreePath, direction: FindDirection): TreePath | undefined {
  const pane = filesPane(state)
  const { find, sort } = currentView(state)
  return pane === undefined ? undefined : nextFound(pane.view, find, sort, from, direction)
}
