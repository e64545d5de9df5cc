import { layer } from '../../fixtures/recipe/recipe.ts'
import { answerSearch } from '../../src/store/actions/answer-search.ts'
import { focusPane } from '../../src/store/actions/focus-pane.ts'
import { setScope } from '../../src/store/actions/set-scope.ts'
import { searchInSlices, searchWanted } from '../../src/store/selectors/tree-search.ts'
import type { State } from '../../src/store/state.ts'
import { atOnce } from '../../src/tree/slices.ts'
import { exploring } from './exploring.ts'
import { imageOf } from './images.ts'

const LARGE = imageOf([
  ['RUN one', layer(...filesIn('one'))],
  ['RUN two', layer(...filesIn('two'), 'etc/needle-a 30', 'etc/needle-b 20', 'etc/nest 10')],
])

function filesIn(folder: string): string[] {
  return Array.from({ length: 55_000 }, (_, at) => `${folder}/d${at % 50}/f${at} 1`)
}

/**
 * The final tree of an image with more paths than can be asked within a frame, the cursor in the files. Its trees were
 * asked nothing before.
 */
export function exploringMany(): State {
  const { analysis } = LARGE
  const image = { ...LARGE, analysis: { ...analysis, overlay: { ...analysis.overlay } } }
  return focusPane(setScope(exploring(image), 'final'), 'files')
}

/** The state once the tree was asked what it is to be asked. */
export function answered(state: State): State {
  const wanted = searchWanted(state)
  if (wanted === null) return state
  atOnce(searchInSlices(wanted))
  return answered(answerSearch(state, wanted))
}
