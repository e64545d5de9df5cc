import { pairOfImages } from '../../selectors/compare/pair.ts'
import type { ImageKey } from '../../state.ts'
import type { Transition } from '../../store.ts'
import { pushScreen } from '../show-screen.ts'

/** Two images side by side, more in a table; one of them twice only when nothing else was asked for. */
export const showComparison: Transition<[keys: readonly ImageKey[]]> = (state, keys) => {
  const images = [...new Set(keys)]
  const [a, b = a] = images
  if (a === undefined || b === undefined) return state
  if (images.length <= 2) return pushScreen(state, { kind: 'compare', pair: pairOfImages(a, b) })
  return showTable(state, images)
}

/** Images in a table, however few. */
export const showTable: Transition<[keys: readonly ImageKey[]]> = (state, keys) =>
  pushScreen(state, { kind: 'table', images: [...new Set(keys)] })
