import { currentPair, pairOfImages, withCompare } from '../selectors/compare/pair.ts'
import { earlierBuild, rebuildOf } from '../selectors/earlier-build.ts'
import { clamp } from '../selectors/scroll.ts'
import type { Transition } from '../store.ts'
import { say } from './say.ts'
import { closeScreen, pushScreen } from './show-screen.ts'

/**
 * `x`: why the second of two builds did not take everything from the cache: of the images compared, or of the build
 * seen before `r` and the one read since; and back.
 */
export const toggleCache: Transition = state => {
  const { screen } = state
  if (screen.kind === 'cache') return closeScreen(state) ?? state
  const pair = currentPair(state)
  if (pair !== undefined)
    return pushScreen(state, { kind: 'cache', pair: pairOfImages(pair.a.image, pair.b.image) })
  if (screen.kind !== 'explore') return state
  const { image } = screen
  if (rebuildOf(state, image) === null)
    return say(
      state,
      'No other build of this image was seen yet: r reads it again, c compares it with another.',
    )
  return pushScreen(state, { kind: 'cache', pair: pairOfImages(earlierBuild(image), image) })
}

/** Which build was first is the other one. */
export const swapBuilds: Transition = state => {
  const { screen } = state
  if (screen.kind !== 'cache') return state
  return { ...state, screen: { kind: 'cache', pair: { a: screen.pair.b, b: screen.pair.a } } }
}

/** Scrolls it; what lays it out corrects the end. */
export const scrollCache: Transition<[rows: number]> = (state, rows) =>
  withCompare(state, view => ({
    ...view,
    cacheTop: clamp(view.cacheTop + rows, 0, Number.MAX_SAFE_INTEGER),
  }))
