import type { Digest } from '../image/digest.ts'
import type { LayerDescriptor } from '../image/image.ts'
import type { LayerContent } from './read-layer.ts'

/**
 * Layers read so far, of whatever image. A layer's tree depends on its diffId alone, so one that several images have
 * needs to be read once, wherever they are kept and however it is packed there.
 */
export class KnownLayers {
  readonly #byDiffId = new Map<Digest, LayerContent>()
  readonly #byDigest = new Map<Digest, LayerContent>()

  add(content: LayerContent): void {
    this.#byDiffId.set(content.diffId, content)
    this.#byDigest.set(content.blobDigest, content)
  }

  /** The layer of that diffId, or of that blob. */
  find({ diffId, digest }: Pick<LayerDescriptor, 'diffId' | 'digest'>): LayerContent | undefined {
    return (
      (diffId === null ? undefined : this.#byDiffId.get(diffId)) ??
      (digest === null ? undefined : this.#byDigest.get(digest))
    )
  }

  /** Compressed bytes of the layers that were compressed to learn them, by diffId. */
  gzipSizes(): ReadonlyMap<Digest, number> {
    return new Map(
      [...this.#byDiffId].flatMap(([diffId, { gzipBytes }]) =>
        gzipBytes === null ? [] : [[diffId, gzipBytes]],
      ),
    )
  }
}
