import type { ContentDifference } from '../../compare-state.ts'
import type { PairRequest } from '../../selectors/compare/pair-request.ts'
import type { Transition } from '../../store.ts'

/** What is known of how the contents of one file differ; of another file nothing is kept. */
export const receiveDifference: Transition<[request: PairRequest, difference: ContentDifference]> = (
  state,
  { pair, path },
  difference,
) => ({ ...state, contents: { pair, path, difference } })
