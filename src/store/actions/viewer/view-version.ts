import { fileOnScreen } from '../../selectors/viewer/viewed-file.ts'
import type { Transition } from '../../store.ts'
import { NO_CONTENT } from '../../viewer-state.ts'
import { say } from '../say.ts'

/** `<` and `>`: the same path as the layer before, or after, left it. */
export const viewVersion: Transition<[by: 1 | -1]> = (state, by) => {
  const shown = fileOnScreen(state)
  if (shown === undefined) return state
  const { file, versions } = shown
  const layer = versions[versions.indexOf(file.layer) + by]
  if (layer === undefined)
    return say(state, by < 0 ? 'No layer below has this file.' : 'No layer above has this file.')
  const other = { ...file, layer }
  return {
    ...state,
    screen: { kind: 'viewer', image: file.image, file: other },
    viewer: { ...state.viewer, file: other, search: null, content: NO_CONTENT, difference: null },
  }
}
