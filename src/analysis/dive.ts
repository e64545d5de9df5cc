import { diveKeys } from '../tree/dive-keys.ts'
import type { LayerTree } from '../tree/layer-tree.ts'
import type { Slices } from '../tree/slices.ts'
import type { DiveFigures } from './analysis.ts'

/** dive's figures by dive's arithmetic (semantics §6), for teams that come with a `.dive-ci`. */
export function* diveFigures(layers: readonly LayerTree[]): Slices<DiveFigures> {
  const { minimum, cumulative, repeated, layerSizes } = yield* diveKeys(layers)
  const userBytes = layerSizes.slice(1).reduce((sum, size) => sum + size, 0)
  return {
    efficiency: cumulative === 0 ? 1 : minimum / cumulative,
    wastedBytes: repeated,
    userWastedPercent: userBytes === 0 ? null : repeated / userBytes,
  }
}
