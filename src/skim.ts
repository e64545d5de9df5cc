import { LayerscopeError } from './errors.ts'
import { NO_FACTS } from './image/facts/fact.ts'
import type { ImageDocuments, LayerDescriptor } from './image/image.ts'
import { layerName } from './layer/place-layer.ts'
import { skimLayer } from './layer/skim-layer.ts'
import type { OpenBlobs } from './source/blob-store.ts'
import type { ReadOptions, Source } from './source/source.ts'
import { compressionOf, HEAD_LENGTH } from './stream/sniff.ts'
import { buildOverlay } from './tree/build-overlay.ts'
import type { Layer, ReadLayer } from './tree/layer.ts'
import type { Overlay } from './tree/overlay.ts'

/** What can be walked through: the part of an analysis that is not figures. */
export interface ImageTrees {
  readonly documents: ImageDocuments
  readonly layers: readonly Layer[]
  readonly overlay: Overlay
}

/**
 * The trees of an image whose layers lie plain in an archive, from headers alone: a moment, where reading takes
 * seconds a gigabyte. No content was seen, so nothing is verified, no hash is known, and whether a file was rewritten
 * unchanged cannot be told. `null` when there is anything that only reading the image can tell or explain.
 *
 * Throws what `findImage` throws: there is no image, or one of several must be chosen.
 */
export async function skim(
  source: Source,
  blobs: OpenBlobs,
  options: ReadOptions,
): Promise<ImageTrees | null> {
  const documents = await firstDocuments(source, options)
  if (documents === null) return null
  const layers: Layer[] = []
  for (const descriptor of documents.layers) {
    const layer = await skimLayerOf(descriptor, blobs, options)
    if (layer === null) return null
    layers.push(layer)
  }
  const trees = layers.map(layer => (layer.kind === 'read' ? layer.tree : undefined))
  return { documents, layers, overlay: buildOverlay(trees, options.limits) }
}

async function firstDocuments(source: Source, options: ReadOptions): Promise<ImageDocuments | null> {
  for await (const part of source.parts(options)) {
    if (part.kind === 'identity') continue
    return part.kind === 'documents' ? part.documents : null
  }
  return null
}

/** One layer from its headers: without hashes and facts, and not verified. `null` where only reading it can tell. */
export async function skimLayerOf(
  descriptor: LayerDescriptor,
  blobs: OpenBlobs,
  { limits, signal }: ReadOptions,
): Promise<ReadLayer | null> {
  const { index, diffId, digest, mediaType } = descriptor
  const blob = await blobs.find(descriptor.blob)
  if (blob?.readAt === undefined || diffId === null || blob.bytes > limits.unpacked) return null
  try {
    const head = await blob.readAt(0, HEAD_LENGTH)
    if (compressionOf(head) !== undefined) return null
    const tree = await skimLayer(blob.readAt, blob.bytes, { what: layerName(descriptor), limits, signal })
    if (tree === null) return null
    return {
      kind: 'read',
      index,
      diffId,
      digest,
      mediaType,
      transferBytes: null,
      tree,
      facts: NO_FACTS,
      findings: [],
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof LayerscopeError) return null
    throw error
  }
}
