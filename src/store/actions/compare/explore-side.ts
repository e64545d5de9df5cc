import { currentPair } from '../../selectors/compare/pair.ts'
import type { Transition } from '../../store.ts'
import { pushScreen } from '../show-screen.ts'

/** `<` and `>`: the image on the left, or on the right, by itself. */
export const exploreSide: Transition<[side: 'a' | 'b']> = (state, side) => {
  const pair = currentPair(state)
  return pair === undefined ? state : pushScreen(state, { kind: 'explore', image: pair[side].image })
}
