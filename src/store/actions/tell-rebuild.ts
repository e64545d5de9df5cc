import { pairOfImages } from '../selectors/compare/pair.ts'
import { earlierBuild, rebuildOf } from '../selectors/earlier-build.ts'
import type { ImageKey, State } from '../state.ts'
import type { Transition } from '../store.ts'
import { say } from './say.ts'
import { pushScreen } from './show-screen.ts'

/** Once an image was read again: what is new in it, and the key that compares it with the build seen before. */
export function tellRebuild(state: State, key: ImageKey): State {
  if (!state.images.has(earlierBuild(key)) || !isExplored(state, key)) return state
  const rebuild = rebuildOf(state, key)
  if (rebuild === null) return say(forgetEarlier(state, key), 'Read again: the same image as before.')
  const { newLayers, layers, configDiffers } = rebuild
  const config = configDiffers ? ', another configuration' : ''
  return say(
    state,
    `Read again: ${newLayers} of ${layers} layers are new${config}. p shows what changed, x why.`,
  )
}

function isExplored({ screen }: State, key: ImageKey): boolean {
  return screen.kind === 'explore' && screen.image === key
}

function forgetEarlier(state: State, key: ImageKey): State {
  const images = new Map(state.images)
  images.delete(earlierBuild(key))
  return { ...state, images }
}

/** `p`: the build seen before beside the one that was read since. */
export const compareWithEarlier: Transition = state => {
  if (state.screen.kind !== 'explore') return state
  const { image } = state.screen
  if (rebuildOf(state, image) === null)
    return say(state, 'No other build of this image was seen yet: r reads it again.')
  return pushScreen(state, { kind: 'compare', pair: pairOfImages(earlierBuild(image), image) })
}
