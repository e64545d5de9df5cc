import { currentKey } from '../selectors/current.ts'
import type { Screen } from '../state.ts'
import type { Transition } from '../store.ts'

/** Another screen about the image at hand; the picker needs none. */
export const showScreen: Transition<[kind: Screen['kind']]> = (state, kind) => {
  if (kind === 'picker') return { ...state, screen: { kind } }
  const image = currentKey(state)
  return image === undefined ? state : { ...state, screen: { kind, image } }
}
