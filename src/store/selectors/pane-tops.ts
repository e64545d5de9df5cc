import type { Pane, State } from '../state.ts'
import { currentImage, currentView } from './current.ts'
import { filesPane } from './files-pane.ts'
import { exploreLayout, innerHeight } from './layout.ts'
import { scrollTop } from './scroll.ts'
import { shownSteps } from './shown-steps.ts'

/** Content rows a pane of the explore screen has now. */
export function paneHeight(state: State, pane: Pane): number {
  return innerHeight(exploreLayout(state).panes[pane])
}

/** First visible line of the layers pane: the stored one, corrected for the cursor and the height as it is now. */
export function layersTop(state: State): number {
  const view = currentView(state)
  const shown = shownSteps(currentImage(state), view)
  return shown === undefined
    ? 0
    : scrollTop(view.tops.layers, shown.cursor, paneHeight(state, 'layers'), shown.rows.length)
}

/** First visible line of the files pane, corrected likewise. */
export function filesTop(state: State): number {
  const pane = filesPane(state)
  const { tops } = currentView(state)
  return pane === undefined ? 0 : scrollTop(tops.files, pane.row, paneHeight(state, 'files'), pane.rows.count)
}
