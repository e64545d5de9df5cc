/**
 * Ceilings on what strangers control (semantics §10). Exceeding one is a fault that names the limit, so that nobody
 * has to guess why an image was refused.
 */
export interface Limits {
  /** Longest PAX or GNU long-name block, bytes. Real ones are a few kB; tar-stream itself buffers any declared size. */
  readonly metadataBlock: number
  /** Longest manifest, config or index, bytes. Registries accept 4 MiB. */
  readonly document: number
  /** Longest Dockerfile, bytes: thousands of lines. What finds its instructions takes time with the square of them. */
  readonly dockerfile: number
  /** Longest path, bytes: Linux' PATH_MAX less the terminating NUL. */
  readonly path: number
  /** Deepest directory. */
  readonly depth: number
  /** Symlinks followed for one path, as Linux does. */
  readonly linkHops: number
  /** Entries of one image. */
  readonly entries: number
  /**
   * Directories of one image that no entry mentions, beyond one for each entry. Builders mention nearly all they make;
   * a tar of 10 MB can mean millions, each as dear as an entry.
   */
  readonly implicitDirectories: number
  /** Uncompressed bytes of one layer. Content is streamed, so a bomb costs time, not memory. */
  readonly unpacked: number
  /** Compressions around one tar. */
  readonly nestedCompression: number
}

export type LimitName = keyof Limits

const KiB = 1024
const MiB = 1024 * KiB
const GiB = 1024 * MiB

export const DEFAULT_LIMITS: Limits = {
  metadataBlock: MiB,
  document: 8 * MiB,
  dockerfile: 256 * KiB,
  path: 4095,
  depth: 1024,
  linkHops: 40,
  entries: 20_000_000,
  implicitDirectories: 1_000_000,
  unpacked: 64 * GiB,
  nestedCompression: 2,
}
