import type { BaseImage } from '../analysis/base/base-image.ts'
import type { Digest } from '../image/digest.ts'
import type { LayerFacts } from '../image/facts/fact.ts'
import type { ImageDocuments } from '../image/image.ts'
import type { ReadLayer } from '../tree/layer.ts'
import type { LayerTree } from '../tree/layer-tree.ts'

/** What one pass over a layer told, and what depends on its diffId alone. */
export interface LayerRecord {
  readonly kind: 'layer'
  readonly diffId: Digest
  readonly tree: LayerTree
  readonly facts: LayerFacts
  /** Global PAX headers met. */
  readonly globalHeaders: number
}

/** An image all of whose layers were read and verified. */
export interface ImageRecord {
  readonly kind: 'image'
  /** Where it was read, for people. */
  readonly source: string
  readonly documents: ImageDocuments
  /** Where its base ends, as it was known then; `null` also when the user had said so. */
  readonly base: BaseImage | null
  /** Its layers, lowest first, as this image stores them; their trees are records of their own. */
  readonly layers: readonly PlacedLayer[]
}

export type PlacedLayer = Omit<ReadLayer, 'tree' | 'facts'>

/** Whether what a file held is a layer's record: the checksum says that we wrote it, this says what it is. */
export function isLayerRecord(value: unknown, diffId: Digest): value is LayerRecord {
  return isRecord(value, 'layer') && 'diffId' in value && value.diffId === diffId
}

export function isImageRecord(value: unknown): value is ImageRecord {
  return isRecord(value, 'image')
}

function isRecord(value: unknown, kind: string): value is { readonly kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}
