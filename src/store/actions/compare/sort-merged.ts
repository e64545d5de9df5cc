import type { CompareSort, CompareSortKey, ShownState } from '../../compare-state.ts'
import { currentCompare, withCompare } from '../../selectors/compare/pair.ts'
import type { Transition } from '../../store.ts'

/** The orders `s` goes through: each one, then the same one backwards. */
const ORDER: readonly CompareSortKey[] = ['difference', 'a', 'b', 'name']

export const cycleMergedSort: Transition = state => {
  const sort = nextSort(currentCompare(state).sort)
  return withCompare(state, view => ({ ...view, sort }))
}

function nextSort({ by, reversed }: CompareSort): CompareSort {
  if (!reversed) return { by, reversed: true }
  return { by: ORDER[(ORDER.indexOf(by) + 1) % ORDER.length] ?? 'difference', reversed: false }
}

/** Shows or hides the paths of one state. */
export const toggleState: Transition<[state: ShownState]> = (state, shown) =>
  withCompare(state, view => {
    const hidden = new Set(view.hidden)
    if (!hidden.delete(shown)) hidden.add(shown)
    return { ...view, hidden }
  })
