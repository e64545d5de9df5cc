import { compareFilterProblem } from '../../selectors/compare/matching-rows.ts'
import { currentCompare, withCompare } from '../../selectors/compare/pair.ts'
import type { Transition } from '../../store.ts'
import { focusInCompare } from './focus-in-compare.ts'

/** `f`: asks which paths to show; the one in force can be edited. */
export const startFilterInCompare: Transition = state => ({
  ...state,
  overlay: { kind: 'filter', text: currentCompare(state).filter, problem: null },
})

/** Takes effect while it is typed, as soon as it is a filter. */
export const typeFilterInCompare: Transition<[text: string]> = (state, text) => {
  const problem = compareFilterProblem(text)
  const asked = { ...state, overlay: { kind: 'filter', text, problem } } as const
  return problem === null
    ? withCompare(focusInCompare(asked, 'files'), view => ({ ...view, filter: text }))
    : asked
}

/** Esc: everything is shown again. */
export const cancelFilterInCompare: Transition = state =>
  withCompare({ ...state, overlay: { kind: 'none' } }, view => ({ ...view, filter: '' }))
