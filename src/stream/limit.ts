import { fail } from '../errors.ts'
import type { LimitName } from '../image/limits.ts'

export interface Ceiling {
  /** What is being read, for the message: `layer 3`. */
  readonly what: string
  readonly limit: LimitName
  /** Bytes that may pass. */
  readonly allowed: number
}

/** The same chunks; the chunk that would pass the ceiling is the fault `limitExceeded` instead. */
export async function* limitBytes(
  bytes: AsyncIterable<Uint8Array>,
  { what, limit, allowed }: Ceiling,
): AsyncGenerator<Uint8Array, void, undefined> {
  let passed = 0
  for await (const chunk of bytes) {
    passed += chunk.length
    if (passed > allowed) fail({ kind: 'limitExceeded', what, limit, allowed, found: null })
    yield chunk
  }
}
