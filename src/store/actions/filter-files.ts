import { currentView, withView } from '../selectors/current.ts'
import { filterProblem } from '../selectors/filter-match.ts'
import type { Transition } from '../store.ts'

/** `f`: asks which paths to show; the one in force can be edited. */
export const startFilter: Transition = state => ({
  ...state,
  overlay: { kind: 'filter', text: currentView(state).filter, problem: null },
})

/** Takes effect while it is typed, as soon as it is a filter. */
export const typeFilter: Transition<[text: string]> = (state, text) => {
  const problem = filterProblem(text)
  const asked = { ...state, overlay: { kind: 'filter', text, problem } } as const
  return problem === null ? withView(asked, view => ({ ...view, filter: text, focus: 'files' })) : asked
}

/** Enter closes the line, unless what it says is no filter. */
export const acceptFilter: Transition = state =>
  state.overlay.kind === 'filter' && state.overlay.problem === null
    ? { ...state, overlay: { kind: 'none' } }
    : state

/** Esc: everything is shown again. */
export const cancelFilter: Transition = state =>
  withView({ ...state, overlay: { kind: 'none' } }, view => ({ ...view, filter: '' }))
