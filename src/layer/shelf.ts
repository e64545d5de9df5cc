import { type Digest, digestOfHex } from '../image/digest.ts'
import type { LayerDescriptor } from '../image/image.ts'
import type { KnownLayers } from './known-layers.ts'
import type { KnownLayer, LayerContent } from './read-layer.ts'

/** What became of a blob that came by. */
export type ShelvedBlob =
  | { readonly kind: 'read'; readonly content: LayerContent }
  /** This layer was read elsewhere, with another image or in an earlier run: its tree is known, this blob is not. */
  | { readonly kind: 'known'; readonly content: KnownLayer }
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
  readonly #known: KnownLayers | undefined

  /** `known`: layers of other images, so that their blobs need not be read again. */
  constructor(known?: KnownLayers) {
    this.#known = known
  }

  put(name: string, blob: ShelvedBlob): void {
    this.#blobs.set(name, blob)
    if (blob.kind !== 'read') return
    this.#byDiffId.set(blob.content.diffId, blob)
    this.#known?.add(blob.content)
  }

  /** A layer whose blob has not come by, and need not. */
  putRecalled(content: KnownLayer): void {
    this.#byDiffId.set(content.diffId, { kind: 'known', content })
  }

  /** Whether that layer is known without its blob. */
  isRecalled(diffId: Digest): boolean {
    return this.#recalled(diffId) !== undefined
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

  /**
   * Puts what is known from elsewhere under a blob's name, when `descriptors` or the name say that it is the same layer;
   * false when the blob has to be read.
   */
  putKnown(name: string, descriptors: readonly LayerDescriptor[]): boolean {
    const owner = descriptors.find(({ blob }) => this.#resolve(blob) === name)
    const digest = digestOfHex(/^blobs\/sha256\/([0-9a-f]{64})$/.exec(name)?.[1] ?? '')
    const meant = owner ?? { diffId: digest ?? null, digest: digest ?? null }
    const content = this.#known?.find(meant) ?? this.#recalled(meant.diffId)
    if (content === undefined) return false
    this.#blobs.set(name, { kind: 'known', content })
    return true
  }

  #recalled(diffId: Digest | null): KnownLayer | undefined {
    const blob = diffId === null ? undefined : this.#byDiffId.get(diffId)
    return blob?.kind === 'known' ? blob.content : undefined
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
