import { createHash } from 'node:crypto'

/** Something that takes the sha256 of a stream: here, or on a thread of its own (`worker/hash-thread`). */
export interface Hasher {
  /** Takes a chunk in; a promise asks to wait for it before the next. The chunk stays the caller's. */
  update(chunk: Uint8Array): Promise<void> | undefined
  /** Hex of everything taken in. Ask once. */
  digest(): Promise<string>
}

/** Something that takes the sha256 of a content that comes without waiting. */
export interface ContentHasher {
  /** Takes a chunk in, which stays the caller's. */
  update(chunk: Uint8Array): void
  /** The 32 bytes, after the last chunk. Ask once. */
  digest(): Promise<Uint8Array>
}

/** Where sums can be taken besides the caller's thread. */
export interface Hashers {
  hasher(): Hasher
  /** For a content of that many bytes; `undefined` when the caller does better to hash it itself. */
  fileHasher(length: number): ContentHasher | undefined
}

/** Hashes at once, on the caller's thread. */
export function localHasher(): Hasher {
  const hash = createHash('sha256')
  return {
    update(chunk) {
      hash.update(chunk)
      return undefined
    },
    digest: async () => hash.digest('hex'),
  }
}
