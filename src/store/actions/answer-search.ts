import { withView } from '../selectors/current.ts'
import { isSameSearch, searchWanted, type TreeSearch } from '../selectors/tree-search.ts'
import type { Transition } from '../store.ts'
import { goToAwaited } from './find-path.ts'

/** A large tree was asked: what waited for the answer takes effect, unless something else is wanted by now. */
export const answerSearch: Transition<[search: TreeSearch]> = (state, search) => {
  if (!isSameSearch(searchWanted(state), search)) return state
  if (search.kind === 'find') return goToAwaited(state)
  return withView(state, view => ({ ...view, filter: search.text, awaitedFilter: null }))
}
