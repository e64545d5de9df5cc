import { currentImage, withView } from '../selectors/current.ts'
import { documentsOf, stepRows } from '../selectors/step-rows.ts'
import type { Transition } from '../store.ts'
import { selectStep } from './move-cursor.ts'

/** Chooses the line of a layer and gives the files pane the keys. */
export const selectStepOfLayer: Transition<[layer: number]> = (state, layer) => {
  const documents = documentsOf(currentImage(state))
  if (documents === undefined) return state
  const row = stepRows(documents).findIndex(line => line.layer === layer)
  return withView(selectStep(state, row), view => ({ ...view, focus: 'files' }))
}
