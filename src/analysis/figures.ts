import { killedBytes } from '../tree/kills.ts'
import type { Layer } from '../tree/layer.ts'
import type { LayerTotals, Overlay } from '../tree/overlay.ts'
import type { Slices } from '../tree/slices.ts'
import type { LayerFigures } from './analysis.ts'

/**
 * One row a layer (semantics §2). Above a layer that could not be read, `unpackedBytes` and `entries` are told only
 * when every directory and link target the layer uses was written by itself: then nothing below can matter.
 */
export function* layerFigures(layers: readonly Layer[], overlay: Overlay): Slices<readonly LayerFigures[]> {
  // Any missing layer might have killed, or saved, some.
  const wasted = layers.every(({ kind }) => kind === 'read') ? yield* killedBytes(overlay) : null
  return layers.map((layer, index) => {
    const totals = overlay.totals[index] ?? UNKNOWN
    const below = index === 0 ? 0 : (overlay.totals[index - 1]?.cumulativeBytes ?? null)
    return {
      index,
      ...totals,
      transferBytes: layer.kind === 'read' ? layer.transferBytes : null,
      contributionBytes:
        totals.cumulativeBytes === null || below === null ? null : totals.cumulativeBytes - below,
      wastedBytes: wasted?.[index] ?? null,
    }
  })
}

const UNKNOWN: LayerTotals = {
  unpackedBytes: null,
  cumulativeBytes: null,
  entries: null,
  added: null,
  modified: null,
  removed: null,
}

/** The sum, or `null` when a part of it is unknown. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  let sum = 0
  for (const value of values) {
    if (value === null) return null
    sum += value
  }
  return sum
}
