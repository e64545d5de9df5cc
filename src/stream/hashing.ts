import { createHash } from 'node:crypto'
import { type Digest, digestOfHex } from '../image/digest.ts'

export interface Hashed {
  /** The same chunks; each is hashed as it passes. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** sha256 of everything that passed. Ask once, after the last chunk. */
  digest(): Digest
  /** Bytes that have passed so far. */
  count(): number
}

/** Hashes and counts what flows through, holding nothing. */
export function hashing(bytes: AsyncIterable<Uint8Array>): Hashed {
  const hash = createHash('sha256')
  let count = 0
  async function* pass(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of bytes) {
      hash.update(chunk)
      count += chunk.length
      yield chunk
    }
  }
  return { bytes: pass(), digest: () => digestFrom(hash.digest('hex')), count: () => count }
}

function digestFrom(hex: string): Digest {
  const digest = digestOfHex(hex)
  if (digest === undefined) throw new Error(`sha256 is not 64 hex digits: ${hex}`)
  return digest
}
