import { currentKey } from '../selectors/current.ts'
import type { Screen } from '../state.ts'
import type { Transition } from '../store.ts'

/** Another screen about the image at hand. */
export const showScreen: Transition<[kind: Exclude<Screen['kind'], 'picker'>]> = (state, kind) => {
  const image = currentKey(state)
  return image === undefined ? state : { ...state, screen: { kind, image } }
}

/** The picker; what was on screen waits behind it. */
export const showPicker: Transition = state => {
  if (state.screen.kind === 'picker') return state
  const picker = { ...state.picker, filter: '', top: 0 }
  return { ...state, picker, screen: { kind: 'picker', from: state.screen.image }, overlay: { kind: 'none' } }
}

/** The screen beneath the one that is shown; `undefined` at the bottom, where closing means quitting. */
export function screenBeneath({ screen }: { readonly screen: Screen }): Screen | undefined {
  switch (screen.kind) {
    case 'explore':
      return undefined
    case 'waste':
    case 'config':
      return { kind: 'explore', image: screen.image }
    case 'picker':
      return screen.from === null ? undefined : { kind: 'explore', image: screen.from }
    default:
      return screen satisfies never
  }
}
