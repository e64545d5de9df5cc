import { once } from 'node:events'
import { createGzip } from 'node:zlib'

export interface Measured {
  /** The same chunks; each is compressed as it passes. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** How long it is when compressed, bytes. Ask once, after the last chunk. */
  compressedBytes(): Promise<number>
}

/**
 * Compresses what flows through, as engines do when they push a layer (gzip at its default level), and keeps nothing
 * but the length. A chunk is compressed on another thread while whoever asked for it uses it.
 */
export function gzipMeasured(bytes: AsyncIterable<Uint8Array>): Measured {
  const gzip = createGzip()
  let compressed = 0
  gzip.on('data', (chunk: Uint8Array) => {
    compressed += chunk.length
  })
  const ended = once(gzip, 'end')
  ended.catch(() => {}) // reported by whoever asks for the size
  async function* pass(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of bytes) {
      const written = new Promise(resolve => gzip.write(chunk, resolve))
      yield chunk
      await written // the chunk belongs to the stream: it may change from here on
    }
  }
  return {
    bytes: pass(),
    async compressedBytes() {
      gzip.end()
      await ended
      return compressed
    },
  }
}
