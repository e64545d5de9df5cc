import type { Pane, State } from '../state.ts'
import { currentView } from './current.ts'
import { exploreLayout, innerHeight } from './layout.ts'

/** Content rows a pane of the explore screen has now. */
export function paneHeight(state: State, pane: Pane): number {
  return innerHeight(exploreLayout(state.terminal, currentView(state)).panes[pane])
}
