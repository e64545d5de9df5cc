import { clamp } from '../../selectors/scroll.ts'
import { fileOnScreen, modeOf, modesOf } from '../../selectors/viewer/viewed-file.ts'
import { rowsInMode, viewerHeight } from '../../selectors/viewer/viewer-layout.ts'
import type { State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { say } from '../say.ts'

/** Moves the content by rows; `Infinity` is its end. */
export const scrollViewer: Transition<[rows: number]> = (state, rows) => {
  const shown = fileOnScreen(state)
  if (shown === undefined) return state
  const mode = modeOf(state, shown)
  const last = Math.max(0, rowsInMode(state, shown, mode) - viewerHeight(state))
  const scrolled = withTop(state, clamp(state.viewer.tops[mode] + rows, 0, last))
  const isCounting = mode === 'text' && !state.viewer.content.lines.complete
  return rows === Infinity && isCounting
    ? say(scrolled, 'Lines are still being counted; this is how far it got.')
    : scrolled
}

export const pageViewer: Transition<[pages: number]> = (state, pages) =>
  scrollViewer(state, Math.trunc(pages * viewerHeight(state)))

/** Moves the text sideways. */
export const shiftViewer: Transition<[columns: number]> = (state, columns) => ({
  ...state,
  viewer: { ...state.viewer, column: clamp(state.viewer.column + columns, 0, FARTHEST) },
})

/** Characters of a line that can be reached. */
const FARTHEST = 60_000

export const toggleWrap: Transition = state => ({
  ...state,
  viewer: { ...state.viewer, wrap: !state.viewer.wrap },
})

/** `x`: text, hex, and for a program its summary, one after the other. */
export const switchMode: Transition = state => {
  const shown = fileOnScreen(state)
  if (shown === undefined) return state
  const modes = modesOf(shown, state.viewer.content)
  const mode = modes[(modes.indexOf(modeOf(state, shown)) + 1) % modes.length]
  return mode === undefined ? state : { ...state, viewer: { ...state.viewer, mode } }
}

function withTop(state: State, top: number): State {
  const shown = fileOnScreen(state)
  if (shown === undefined) return state
  const { viewer } = state
  return { ...state, viewer: { ...viewer, tops: { ...viewer.tops, [modeOf(state, shown)]: top } } }
}
