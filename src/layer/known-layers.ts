import type { Digest } from '../image/digest.ts'
import type { LayerDescriptor } from '../image/image.ts'
import type { KnownLayer, LayerContent } from './read-layer.ts'

/**
 * Layers read so far, of whatever image. A layer's tree depends on its diffId alone, so one that several images have
 * needs to be read once, wherever they are kept and however it is packed there.
 */
export class KnownLayers {
  readonly #byDiffId = new Map<Digest, KnownLayer>()
  readonly #byDigest = new Map<Digest, KnownLayer>()
  readonly #gzipSizes = new Map<Digest, number>()

  add(content: LayerContent): void {
    this.addKnown(content)
    this.#byDigest.set(content.blobDigest, content)
    if (content.gzipBytes !== null) this.#gzipSizes.set(content.diffId, content.gzipBytes)
  }

  /** One whose blob was not seen. */
  addKnown(layer: KnownLayer): void {
    this.#byDiffId.set(layer.diffId, layer)
  }

  /** The layer of that diffId, or of that blob. */
  find({ diffId, digest }: Pick<LayerDescriptor, 'diffId' | 'digest'>): KnownLayer | undefined {
    return (
      (diffId === null ? undefined : this.#byDiffId.get(diffId)) ??
      (digest === null ? undefined : this.#byDigest.get(digest))
    )
  }

  /** Compressed bytes of the layers that were compressed to learn them, by diffId. */
  gzipSizes(): ReadonlyMap<Digest, number> {
    return this.#gzipSizes
  }
}
