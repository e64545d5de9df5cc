import type { ImageKey } from '../state.ts'
import type { Transition } from '../store.ts'

/** Time passes while nothing else happens: how long the engine has been preparing is shown as it goes on. */
export const passTime: Transition<[key: ImageKey, now: number]> = (state, key, now) => {
  const image = state.images.get(key)
  if (image?.kind !== 'reading' || image.progress.stage !== 'waiting') return state
  const progress = { ...image.progress, now }
  return { ...state, images: new Map(state.images).set(key, { ...image, progress }) }
}
