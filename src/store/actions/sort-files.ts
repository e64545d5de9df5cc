import { currentView, withView } from '../selectors/current.ts'
import type { Sort, SortKey } from '../state.ts'
import type { Transition } from '../store.ts'

/** The orders `s` goes through: each one, then the same one backwards. */
const ORDER: readonly SortKey[] = ['bytes', 'name', 'change', 'mtime']

export const cycleSort: Transition = state => {
  const sort = nextSort(currentView(state).sort)
  return withView(state, view => ({ ...view, sort }))
}

function nextSort({ by, reversed }: Sort): Sort {
  if (!reversed) return { by, reversed: true }
  return { by: ORDER[(ORDER.indexOf(by) + 1) % ORDER.length] ?? 'bytes', reversed: false }
}
