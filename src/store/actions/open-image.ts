import type { ImageKey } from '../state.ts'
import type { Transition } from '../store.ts'

/** Puts an image on screen; what was known of it before is forgotten, choices stay. */
export const openImage: Transition<[key: ImageKey]> = (state, key) => ({
  ...state,
  images: new Map(state.images).set(key, { kind: 'opening', stage: { kind: 'asking', label: null } }),
  screen: { kind: 'explore', image: key },
  overlay: { kind: 'none' },
})
