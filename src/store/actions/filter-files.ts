import { currentView, withView } from '../selectors/current.ts'
import { filterProblem } from '../selectors/filter-match.ts'
import { isAnsweredAtOnce, searchOf } from '../selectors/tree-search.ts'
import type { Transition } from '../store.ts'

/** `f`: asks which paths to show; the one in force can be edited. */
export const startFilter: Transition = state => {
  const { awaitedFilter, filter } = currentView(state)
  return {
    ...state,
    overlay: { kind: 'filter', text: awaitedFilter ?? filter, problem: null },
  }
}

/** Takes effect while it is typed, as soon as it is a filter; in a large tree once that was asked. */
export const typeFilter: Transition<[text: string]> = (state, text) => {
  const problem = filterProblem(text)
  const asked = { ...state, overlay: { kind: 'filter', text, problem } } as const
  if (problem !== null) return asked
  const atOnce = isAnsweredAtOnce(searchOf(state, 'filter', text))
  const filter = atOnce ? { filter: text, awaitedFilter: null } : { awaitedFilter: text }
  return withView(asked, view => ({ ...view, ...filter, focus: 'files' }))
}

/** Enter closes the line, unless what it says is no filter. */
export const acceptFilter: Transition = state =>
  state.overlay.kind === 'filter' && state.overlay.problem === null
    ? { ...state, overlay: { kind: 'none' } }
    : state

/** Esc: everything is shown again. */
export const cancelFilter: Transition = state =>
  withView({ ...state, overlay: { kind: 'none' } }, view => ({ ...view, filter: '', awaitedFilter: null }))
