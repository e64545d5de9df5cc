import type { Digest } from './digest.ts'

/** Another image somebody knows the layers of: it may be what an image is built on. */
export interface KnownImage {
  /** What it is called, as a person writes it; the first is shown. */
  readonly names: readonly string[]
  /** Digests of its manifest, where they are known. */
  readonly digests: readonly string[]
  /** Lowest first. */
  readonly diffIds: readonly Digest[]
}
