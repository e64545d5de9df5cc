import { currentPair, withCompare } from '../../selectors/compare/pair.ts'
import { clamp } from '../../selectors/scroll.ts'
import type { Transition } from '../../store.ts'

/** `i`: in what the configurations differ; and back. */
export const toggleDifferences: Transition = state => {
  const pair = currentPair(state)
  if (pair === undefined) return state
  return { ...state, screen: { kind: state.screen.kind === 'compare' ? 'differences' : 'compare', pair } }
}

/** Scrolls them; what lays them out corrects the end. */
export const scrollDifferences: Transition<[rows: number]> = (state, rows) =>
  withCompare(state, view => ({
    ...view,
    differencesTop: clamp(view.differencesTop + rows, 0, Number.MAX_SAFE_INTEGER),
  }))

/** What is left becomes right: every figure is mirrored. */
export const swapSides: Transition = state => {
  const pair = currentPair(state)
  if (pair === undefined || state.screen.kind !== 'compare') return state
  return { ...state, screen: { kind: 'compare', pair: { a: pair.b, b: pair.a } } }
}
