import { type ChosenFile, chosenFile } from '../../selectors/viewer/chosen-file.ts'
import type { State } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { INITIAL_VIEWER, type ViewedFile } from '../../viewer-state.ts'
import { pushScreen } from '../show-screen.ts'

/** `v`: shows the content of the file under the cursor. */
export const openViewer: Transition = state => viewFile(state, chosenFile(state))

/** Shows the content of a file, or says why there is none. */
export const viewFile: Transition<[chosen: ChosenFile]> = (state, chosen) =>
  chosen.kind === 'file' ? showFile(state, chosen.file) : { ...state, notice: chosen.why }

/** A file in the viewer; the one that was seen last is shown where it was left. */
function showFile(state: State, file: ViewedFile): State {
  const { viewer } = state
  const isSame =
    viewer.file?.image === file.image && viewer.file.path === file.path && viewer.file.layer === file.layer
  if (isSame && viewer.file !== null && viewer.content.problem === null)
    return pushScreen(state, { kind: 'viewer', image: file.image, file: viewer.file })
  return {
    ...pushScreen(state, { kind: 'viewer', image: file.image, file }),
    viewer: { ...INITIAL_VIEWER, wrap: viewer.wrap, file },
  }
}
