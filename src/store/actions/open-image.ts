import { earlierBuild } from '../selectors/earlier-build.ts'
import type { ImageKey, ImageState } from '../state.ts'
import type { Transition } from '../store.ts'

/** Puts an image on screen; what was known of it before is forgotten but as its earlier build, choices stay. */
export const openImage: Transition<[key: ImageKey]> = (state, key) => {
  const isAgain = state.screen.kind === 'explore' && state.screen.image === key
  return {
    ...awaitImages(state, [key]),
    screen: { kind: 'explore', image: key },
    trail: isAgain ? state.trail : [],
    overlay: { kind: 'none' },
  }
}

/** Images begin to be read, for the first time or again; the screen stays. */
export const awaitImages: Transition<[keys: readonly ImageKey[]]> = (state, keys) => {
  const images = new Map(state.images)
  for (const key of keys) {
    const before = images.get(key)
    if (before?.kind === 'ready') images.set(earlierBuild(key), before)
    images.set(key, ASKING)
  }
  return { ...state, images }
}

const ASKING: ImageState = { kind: 'opening', stage: { kind: 'asking', label: null } }
