import { type Digest, digestOfHex } from '../image/digest.ts'
import { type Hasher, localHasher } from './hasher.ts'

export interface Hashed {
  /** The same chunks; each is hashed as it passes. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** sha256 of everything that passed. Ask once, after the last chunk. */
  digest(): Promise<Digest>
  /** Bytes that have passed so far. */
  count(): number
}

/** Hashes and counts what flows through, holding nothing. */
export function hashing(bytes: AsyncIterable<Uint8Array>, hasher: Hasher = localHasher()): Hashed {
  let count = 0
  async function* pass(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of bytes) {
      const full = hasher.update(chunk)
      if (full !== undefined) await full
      count += chunk.length
      yield chunk
    }
  }
  return { bytes: pass(), digest: async () => digestFrom(await hasher.digest()), count: () => count }
}

function digestFrom(hex: string): Digest {
  const digest = digestOfHex(hex)
  if (digest === undefined) throw new Error(`sha256 is not 64 hex digits: ${hex}`)
  return digest
}
