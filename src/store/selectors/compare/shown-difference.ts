import type { ContentDifference } from '../../compare-state.ts'
import type { State } from '../../state.ts'
import { mergedPane, pathOfLine } from './merged-pane.ts'
import { currentPair } from './pair.ts'

/** How the file under the cursor differs, line by line; `null` when that was not asked for. */
export function shownDifference(state: State): ContentDifference | null {
  const { contents } = state
  const pane = mergedPane(state)
  if (contents === null || pane === undefined || contents.pair !== currentPair(state)) return null
  return pathOfLine(pane, pane.line) === contents.path ? contents.difference : null
}
