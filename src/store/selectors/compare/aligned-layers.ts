import { type Alignable, alignLayers } from '../../../analysis/compare/align-layers.ts'
import type { LayerRow } from '../../../analysis/compare/image-comparison.ts'
import type { ImageDocuments } from '../../../image/image.ts'
import type { Layer } from '../../../tree/layer.ts'
import type { State } from '../../state.ts'
import { documentsOf } from '../step-rows.ts'
import { comparedPair } from './comparison.ts'
import { currentCompare, currentPair } from './pair.ts'

/** The rows of the layers pane. Before both images are read, aligned by what their documents say. */
export function layerRows(state: State): readonly LayerRow[] {
  const pair = currentPair(state)
  if (pair === undefined) return []
  const compared = comparedPair(state, pair)
  if (compared !== undefined) return compared.layers
  const [a, b] = [pair.a, pair.b].map(({ image }) => documentsOf(state.images.get(image)))
  return alignDocuments(a ?? NOTHING_KNOWN, b ?? NOTHING_KNOWN)
}

/** The row under the cursor, kept inside the list. */
export function layerRowIndex(state: State): number {
  return Math.max(0, Math.min(currentCompare(state).row, layerRows(state).length - 1))
}

type Layers = Pick<ImageDocuments, 'layers' | 'steps'>

const NOTHING_KNOWN: Layers = { layers: [], steps: [] }

const kept = new WeakMap<Layers, WeakMap<Layers, readonly LayerRow[]>>()

function alignDocuments(a: Layers, b: Layers): readonly LayerRow[] {
  const ofA = kept.get(a) ?? new WeakMap<Layers, readonly LayerRow[]>()
  kept.set(a, ofA)
  const rows = ofA.get(b) ?? alignLayers(unreadImage(a), unreadImage(b))
  ofA.set(b, rows)
  return rows
}

/** To alignment, a layer that is not read yet is like one that cannot be: its name is all there is. */
function unreadImage(documents: Layers): Alignable {
  const layers = documents.layers.map(
    ({ index, diffId, digest, mediaType, blob }): Layer => ({
      kind: 'unreadable',
      ...{ index, diffId, digest, mediaType },
      fault: { kind: 'missingBlob', what: `Layer ${index}`, blob },
    }),
  )
  return { documents, layers, figures: [] }
}
