import type { Transform } from 'node:stream'
import { fail } from '../errors.ts'

/** One of Node's decoders: a transform that counts the bytes it has taken. */
export interface Decoder extends Transform {
  readonly bytesWritten: number
}

/**
 * What `decoder` makes of the bytes, chunk by chunk with back-pressure. The input is read to its end, whatever the
 * decoder thinks of it, so that whoever hashes it sees all of it.
 *
 * Faults: `truncated` (`got` = compressed bytes), `corrupted`; errors of the input are passed on unchanged.
 */
export async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  decoder: Decoder,
  what: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const progress = { got: 0 }
  decoder.on('error', () => undefined) // the iteration below reports it; a late one must not end the process
  const feeding = feed(bytes, decoder, what, progress).catch(error => {
    decoder.destroy(error)
    throw error
  })
  feeding.catch(() => undefined) // awaited below; until then a rejection is not "unhandled"
  try {
    for await (const chunk of decoder) yield chunk
    await feeding
  } catch (error) {
    throwFault(error, what, progress.got)
  } finally {
    decoder.destroy()
  }
}

/**
 * Writes chunk after chunk, one at a time: then what the decoder leaves is the tail of the chunk in hand. It leaves
 * bytes when a gzip member is followed by something that is no member, and then takes no more. Zeros are padding
 * (tape blocks, `gzip -d` ignores them too); anything else is damage.
 */
async function feed(
  bytes: AsyncIterable<Uint8Array>,
  decoder: Decoder,
  what: string,
  progress: { got: number },
): Promise<void> {
  for await (const chunk of bytes) {
    const isOver = decoder.bytesWritten < progress.got
    progress.got += chunk.length
    if (!isOver) await write(decoder, chunk)
    if (decoder.destroyed && !decoder.readableEnded) return // nobody reads on
    refuseGarbage(chunk, { what, got: progress.got, taken: decoder.bytesWritten })
  }
  decoder.end()
}

/** Resolves when the decoder has taken what it wants of the chunk; when it is over or destroyed it may never say so. */
function write(decoder: Decoder, chunk: Uint8Array): Promise<void> {
  return new Promise(resolve => {
    const settle = (): void => {
      decoder.off('end', settle).off('close', settle)
      resolve()
    }
    decoder.once('end', settle).once('close', settle)
    decoder.write(chunk, settle)
  })
}

/** `got` bytes up to the end of the chunk, of which the decoder took the first `taken`. */
function refuseGarbage(
  chunk: Uint8Array,
  { what, got, taken }: { what: string; got: number; taken: number },
): void {
  const left = chunk.subarray(Math.max(0, chunk.length - (got - taken)))
  const garbage = left.findIndex(byte => byte !== 0)
  if (garbage === -1) return
  const at = got - left.length + garbage
  fail({
    kind: 'corrupted',
    what,
    detail: `after the end of the compressed data, at byte ${at}, other bytes follow`,
  })
}

function throwFault(error: unknown, what: string, got: number): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') fail({ kind: 'truncated', what, got, expected: null }, error)
  if (!(error instanceof Error) || typeof code !== 'string' || !/^(Z_|ZSTD_)/.test(code)) throw error
  fail(
    {
      kind: 'corrupted',
      what,
      detail: `it cannot be decompressed (${error.message}, near byte ${got} of the compressed data)`,
    },
    error,
  )
}
