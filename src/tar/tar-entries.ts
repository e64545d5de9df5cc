import type { EntryHeader } from '../image/entry.ts'
import { entryHeader } from './entry-header.ts'
import { asBytes, asError, feed, tarParser } from './feed.ts'
import { TarGuard } from './guard.ts'
import type { TarOptions } from './walk-tar.ts'

export interface TarEntry {
  readonly header: EntryHeader
  /** The stored bytes, to be read before the next entry is asked for; what is left then is skipped. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * The entries of a tar one after the other, for archives with few and large ones: an image saved to a file. The
 * tar is read no faster than the bodies are. Faults and errors as in `walkTar`; leaving early stops the bytes.
 */
export async function* tarEntries(
  bytes: AsyncIterable<Uint8Array>,
  options: TarOptions,
): AsyncGenerator<TarEntry, void, undefined> {
  const guard = new TarGuard(options)
  const parser = tarParser()
  const leaving = new AbortController()
  const signal = AbortSignal.any([options.signal, leaving.signal])
  const feeding = feed(bytes, guard, parser, signal)
  feeding.catch(error => parser.destroy(asError(error)))
  try {
    for await (const entry of parser) {
      const chunks = entry[Symbol.asyncIterator]()
      yield { header: entryHeader(entry.header, guard.takeNotes()), body: contentOf(chunks) }
      for (let rest = await chunks.next(); rest.done !== true; ) rest = await chunks.next()
    }
    await feeding
  } finally {
    leaving.abort()
    parser.destroy(null)
  }
}

/** The chunks by hand: leaving `for await` over a stream would destroy it, and tar-stream its parser with it. */
async function* contentOf(chunks: AsyncIterator<unknown>): AsyncGenerator<Uint8Array, void, undefined> {
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
    yield asBytes(next.value)
}
