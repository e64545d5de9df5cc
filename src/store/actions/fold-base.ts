import { currentImage, currentView, withView } from '../selectors/current.ts'
import { baseSteps, isBaseFolded, shownStep } from '../selectors/shown-steps.ts'
import type { Fold, State } from '../state.ts'
import type { Transition } from '../store.ts'
import { say } from './say.ts'

/** `b`: the layers of the base image become one line, or their own lines again. */
export const toggleBase: Transition = state => {
  const image = currentImage(state)
  if (image?.kind !== 'ready' || baseSteps(image) === 0)
    return say(state, 'Where the base image ends is not known: --base IMAGE or --base N says it.')
  return foldBase(state, isBaseFolded(image.analysis, currentView(state)) ? 'open' : 'closed')
}

/** Opens the folded base under the cursor; `undefined` when the cursor is on something else. */
export function openBase(state: State): State | undefined {
  const row = shownStep(currentImage(state), currentView(state))
  return row === undefined || row.base === null ? undefined : foldBase(state, 'open')
}

/** Folds the base one of whose steps is under the cursor; `undefined` when it is folded, or the cursor above it. */
export function closeBase(state: State): State | undefined {
  const image = currentImage(state)
  const view = currentView(state)
  if (image?.kind !== 'ready' || isBaseFolded(image.analysis, view)) return undefined
  return view.step < baseSteps(image) ? foldBase(state, 'closed') : undefined
}

/** The cursor goes to the first line of what opened, and stays in sight of what closed. */
function foldBase(state: State, baseFold: Fold): State {
  const steps = baseSteps(currentImage(state))
  return withView(state, view => {
    const step = view.step >= steps ? view.step : baseFold === 'open' ? 0 : steps - 1
    return { ...view, baseFold, step, tops: { ...view.tops, layers: 0, instruction: 0 } }
  })
}
