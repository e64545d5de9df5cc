import { currentImage, currentView, withView } from '../selectors/current.ts'
import { isBaseFolded, shownSteps } from '../selectors/shown-steps.ts'
import type { State } from '../state.ts'
import type { Transition } from '../store.ts'
import { toggleBase } from './fold-base.ts'
import { selectStep } from './move-cursor.ts'

/** Chooses the line of a layer and gives the files pane the keys. */
export const selectStepOfLayer: Transition<[layer: number]> = (state, layer) => {
  const opened = isInFoldedBase(state, layer) ? toggleBase(state) : state
  const steps = shownSteps(currentImage(opened), currentView(opened))
  if (steps === undefined) return state
  const row = steps.rows.findIndex(line => line.layer === layer)
  return withView(selectStep(opened, row), view => ({ ...view, focus: 'files' }))
}

function isInFoldedBase(state: State, layer: number): boolean {
  const image = currentImage(state)
  if (image?.kind !== 'ready') return false
  const { analysis } = image
  return layer < (analysis.base?.layers ?? 0) && isBaseFolded(analysis, currentView(state))
}
