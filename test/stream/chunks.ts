import { LayerscopeError } from '../../src/errors.ts'

/** How every stream test is fed: a byte at a time, in chunks that meet no boundary, and whole. */
export const CHUNK_SIZES = [1, 7, 1_000_000]

/** The bytes in chunks of one size, as a source would give them. */
export async function* inChunks(
  bytes: Uint8Array,
  size: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Everything that flows, in one array. */
export async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/** A source that notes whether it was told to stop; after its chunks it ends, hangs or breaks. */
export function watched(chunks: readonly Uint8Array[], after: 'end' | 'hang' | Error) {
  const source = {
    isStopped: false,
    given: 0,
    next(): Promise<IteratorResult<Uint8Array, undefined>> {
      const value = chunks[source.given++]
      if (value !== undefined) return Promise.resolve({ done: false, value })
      if (after === 'hang') return new Promise(() => undefined)
      return after === 'end' ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(after)
    },
    return(): Promise<IteratorResult<Uint8Array, undefined>> {
      source.isStopped = true
      return Promise.resolve({ done: true, value: undefined })
    },
    [Symbol.asyncIterator]() {
      return source
    },
  }
  return source
}

/** The fault a promise is rejected with; anything else fails the test. */
export async function faultOf(work: Promise<unknown>) {
  const thrown = await work.then(
    value => new Error(`no fault, but ${String(value)}`),
    (error: unknown) => error,
  )
  if (thrown instanceof LayerscopeError) return thrown.fault
  throw thrown
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
