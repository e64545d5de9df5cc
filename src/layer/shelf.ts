import type { Digest } from '../image/digest.ts'
import type { LayerDescriptor } from '../image/image.ts'
import type { LayerContent } from './read-layer.ts'

/** What became of a blob that came by. */
export type ShelvedBlob =
  | { readonly kind: 'read'; readonly content: LayerContent }
  | { readonly kind: 'broken'; readonly error: unknown }

/**
 * Blobs read so far, by the names the source gives them.
 *
 * A `docker save` stream brings blobs before the documents that say which layer each one is, may name one blob several
 * times (Podman's `layer.tar` links), and an engine's preview knows diffIds but no blob names at all.
 */
export class Shelf {
  readonly #blobs = new Map<string, ShelvedBlob>()
  readonly #aliases = new Map<string, string>()
  readonly #byDiffId = new Map<Digest, ShelvedBlob>()

  put(name: string, blob: ShelvedBlob): void {
    this.#blobs.set(name, blob)
    if (blob.kind === 'read') this.#byDiffId.set(blob.content.diffId, blob)
  }

  alias(name: string, target: string): void {
    this.#aliases.set(name, target)
  }

  /** The blob a descriptor means: by name, through links, else by the diffId it must have. */
  find(descriptor: LayerDescriptor): ShelvedBlob | undefined {
    const named = this.#blobs.get(this.#resolve(descriptor.blob))
    if (named !== undefined) return named
    return descriptor.diffId === null ? undefined : this.#byDiffId.get(descriptor.diffId)
  }

  /** Links to links end after as many hops as there are links: a loop resolves to a name nothing has. */
  #resolve(name: string): string {
    let resolved = name
    for (let hops = 0; hops <= this.#aliases.size; hops++) {
      const target = this.#aliases.get(resolved)
      if (target === undefined) return resolved
      resolved = target
    }
    return resolved
  }
}
