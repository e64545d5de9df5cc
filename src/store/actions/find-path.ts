import type { TreePath } from '../../image/tree-path.ts'
import { currentView, withView } from '../selectors/current.ts'
import { filesPane } from '../selectors/files-pane.ts'
import { type FindDirection, nextFound } from '../selectors/find-next.ts'
import type { State } from '../state.ts'
import type { Transition } from '../store.ts'
import { say } from './say.ts'
import { showPath } from './show-path.ts'

/** `/`: asks for a text; the cursor follows while it is typed. */
export const startFind: Transition = state => {
  const { cursor } = currentView(state)
  return {
    ...withView(state, view => ({ ...view, focus: 'files', find: '' })),
    overlay: { kind: 'find', text: '', from: cursor },
  }
}

/** What was typed so far: to the first match at or after the place where the search began. */
export const typeFind: Transition<[text: string]> = (state, text) => {
  if (state.overlay.kind !== 'find') return state
  const { from } = state.overlay
  const typed = withView({ ...state, overlay: { kind: 'find', text, from } }, view => ({
    ...view,
    find: text,
  }))
  return text === '' ? showPath(typed, from) : goToMatch(typed, from, 'here')
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
  const { from } = state.overlay
  const cleared = withView({ ...state, overlay: { kind: 'none' } }, view => ({ ...view, find: '' }))
  return showPath(cleared, from)
}

/** The next match, or the one before; goes round at the ends. */
export const findNext: Transition<[direction: 'next' | 'previous']> = (state, direction) => {
  const { find, cursor } = currentView(state)
  if (find === '') return say(state, 'Nothing to find yet: / starts a search.')
  const found = matchFrom(state, cursor, direction)
  return found === undefined
    ? say(state, `Nothing in this tree matches "${find}".`, 'problem')
    : showPath(state, found)
}

function goToMatch(state: State, from: TreePath, direction: 'here'): State {
  const found = matchFrom(state, from, direction)
  return found === undefined ? state : showPath(state, found)
}

function matchFrom(state: State, from: TreePath, direction: FindDirection): TreePath | undefined {
  const pane = filesPane(state)
  const { find, sort } = currentView(state)
  return pane === undefined ? undefined : nextFound(pane.view, find, sort, from, direction)
}
