import type { ContentDifference } from '../../compare-state.ts'
import { versionPair } from '../../selectors/viewer/version-pair.ts'
import type { Transition } from '../../store.ts'
import type { ViewedFile } from '../../viewer-state.ts'
import { say } from '../say.ts'

/** `d`: how this version differs from the one before; and back. */
export const toggleVersionDifference: Transition = state => {
  const { viewer } = state
  if (viewer.mode === 'difference') return { ...state, viewer: { ...viewer, mode: null } }
  if (versionPair(state) === undefined)
    return say(state, 'No layer below has this file: there is nothing to compare it with.')
  return { ...state, viewer: { ...viewer, mode: 'difference', tops: { ...viewer.tops, difference: 0 } } }
}

/** How a version differs is known now; of a file that is no longer viewed it is of no use. */
export const receiveVersionDifference: Transition<[file: ViewedFile, difference: ContentDifference]> = (
  state,
  file,
  difference,
) => (state.viewer.file !== file ? state : { ...state, viewer: { ...state.viewer, difference } })
