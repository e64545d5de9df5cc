import { currentKey, imagesOnScreen } from '../selectors/current.ts'
import type { ImageKey, Screen, State } from '../state.ts'
import type { Transition } from '../store.ts'

/** Another screen about the image at hand. */
export const showScreen: Transition<[kind: 'explore' | 'waste' | 'config' | 'doctor' | 'contents']> = (
  state,
  kind,
) => {
  const image = currentKey(state)
  return image === undefined ? state : { ...state, screen: { kind, image } }
}

/** The picker; what was on screen waits behind it. */
export const showPicker: Transition = state => pickFor(state, [])

/** The picker, for what to compare the images on screen with: of a pair, its left one, if it can be read. */
export const showComparePicker: Transition = state => {
  const images = imagesOnScreen(state)
  const readable = images.filter(image => state.images.get(image)?.kind !== 'failed')
  return pickFor(state, state.screen.kind === 'table' ? images : readable.slice(0, 1))
}

function pickFor(state: State, compareWith: readonly ImageKey[]): State {
  if (state.screen.kind === 'picker') return state
  const picker = { ...state.picker, filter: '', top: 0, marked: new Set<string>() }
  return { ...pushScreen(state, { kind: 'picker', compareWith }), picker }
}

/** A screen on top of the one that is shown; a picker has done its work and does not come back. */
export function pushScreen(state: State, screen: Screen): State {
  const trail = state.screen.kind === 'picker' ? state.trail : [...state.trail, state.screen]
  return { ...state, screen, trail, overlay: { kind: 'none' } }
}

/** The state with the uppermost thing closed, overlay or screen; `undefined` when that was the last one. */
export function closeUppermost(state: State): State | undefined {
  if (state.overlay.kind !== 'none') return { ...state, overlay: { kind: 'none' } }
  return closeScreen(state)
}

/** The state with the uppermost screen closed; `undefined` at the bottom, where closing means quitting. */
export function closeScreen(state: State): State | undefined {
  const { screen, trail } = state
  if (
    screen.kind === 'waste' ||
    screen.kind === 'config' ||
    screen.kind === 'doctor' ||
    screen.kind === 'contents'
  )
    return { ...state, screen: { kind: 'explore', image: screen.image } }
  if (screen.kind === 'differences') return { ...state, screen: { kind: 'compare', pair: screen.pair } }
  const beneath = trail.at(-1)
  return beneath && { ...state, screen: beneath, trail: trail.slice(0, -1) }
}
