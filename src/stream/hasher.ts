import { createHash } from 'node:crypto'

/** Something that takes the sha256 of a stream: here, or on a thread of its own (`worker/hash-thread`). */
export interface Hasher {
  /** Takes a chunk in; a promise asks to wait for it before the next. The chunk stays the caller's. */
  update(chunk: Uint8Array): Promise<void> | undefined
  /** Hex of everything taken in. Ask once. */
  digest(): Promise<string>
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
