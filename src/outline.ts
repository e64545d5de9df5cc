import type { InspectEvent } from './events.ts'
import type { LayerDescriptor } from './image/image.ts'
import type { ImageInTheMaking, InspectOptions } from './image-in-the-making.ts'
import { skimLayerOf } from './skim.ts'
import type { OpenBlobs } from './source/blob-store.ts'
import type { Source } from './source/source.ts'

/**
 * The trees of layers that lie plain in an archive, from their headers: somebody who looks on sees every name and size
 * a moment after opening a gigabyte, while its contents are still being hashed. Nothing here is verified, and each
 * layer comes again when it was read. Tells nothing where that cannot be done, or would not be sooner.
 */
export async function* outlineLayers(
  { documents, placed }: ImageInTheMaking,
  source: Source,
  options: InspectOptions,
): AsyncGenerator<InspectEvent> {
  const layers = documents?.layers.filter(({ index }) => !placed.has(index)) ?? []
  await using blobs = (await source.openBlobs?.(options.limits)) ?? null
  if (blobs === null || (await bytesOf(layers, blobs)) < WORTH_BYTES) return
  for (const descriptor of layers) {
    const layer = await skimLayerOf(descriptor, blobs, options)
    if (layer !== null) yield { kind: 'outline', layer }
  }
}

async function bytesOf(layers: readonly LayerDescriptor[], blobs: OpenBlobs): Promise<number> {
  const found = await Promise.all(layers.map(({ blob }) => blobs.find(blob)))
  return found.reduce((sum, blob) => sum + (blob?.bytes ?? 0), 0)
}

/** Fewer are read before anybody has looked. */
const WORTH_BYTES = 64 * 1024 * 1024
