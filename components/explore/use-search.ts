import { useEffect } from 'react'
import { searchWanted } from '../../src/store/selectors/tree-search.ts'
import type { State } from '../../src/store/state.ts'
import type { Effects } from '../effects.ts'

/** Has a large tree asked what waits for its answer, whenever that is something else. */
export function useSearch(state: State, effects: Effects): void {
  const wanted = searchWanted(state)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wanted is made anew each time and says the same
  useEffect(() => {
    effects.searchTree(wanted)
  }, [effects, wanted?.kind, wanted?.text, wanted?.view, wanted?.hidden])
}
