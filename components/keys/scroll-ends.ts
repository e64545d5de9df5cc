import { currentImage, currentKey, currentView, withView } from '../../src/store/selectors/current.ts'
import { exploreLayout } from '../../src/store/selectors/layout.ts'
import type { State } from '../../src/store/state.ts'
import { allConfigRows } from '../config/config-rows.ts'
import { detailRows } from '../explore/detail-content.ts'
import { helpRows } from '../help/help-rows.ts'
import { screenContext } from './key-context.ts'

/**
 * The state with what was scrolled past the end put back to it. How long a text is depends on how it is laid out,
 * which the store does not know.
 */
export function withinEnds(state: State): State {
  if (state.overlay.kind === 'help') return helpWithin(state)
  if (state.screen.kind === 'config') return configWithin(state)
  return state.screen.kind === 'explore' ? detailWithin(state) : state
}

function helpWithin(state: State): State {
  const { overlay } = state
  if (overlay.kind !== 'help' || overlay.top === 0) return state
  const last = lastTop(helpRows(screenContext(state), overlay.filter, false).length, state.terminal.rows - 4)
  return overlay.top <= last ? state : { ...state, overlay: { ...overlay, top: last } }
}

function configWithin(state: State): State {
  const key = currentKey(state)
  const top = key === undefined ? 0 : (state.config.get(key)?.top ?? 0)
  if (key === undefined || top === 0) return state
  const { columns, rows } = state.terminal
  const last = lastTop(allConfigRows(currentImage(state), columns - 2).length, rows - 4)
  return top <= last ? state : { ...state, config: new Map(state.config).set(key, { top: last }) }
}

function detailWithin(state: State): State {
  const { step, tops } = currentView(state)
  const rect = exploreLayout(state).panes.instruction
  if (tops.instruction === 0 || rect === undefined) return state
  const all = detailRows({ image: currentImage(state), step, file: undefined }, rect.width - 2)
  const last = lastTop(all.length, rect.height - 2)
  if (tops.instruction <= last) return state
  return withView(state, view => ({ ...view, tops: { ...view.tops, instruction: last } }))
}

function lastTop(rows: number, height: number): number {
  return Math.max(0, rows - height)
}
