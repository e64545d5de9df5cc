import type { ExtractEvents } from 'tar-stream'
import type { EntryHeader } from '../image/entry.ts'
import type { Limits } from '../image/limits.ts'
import { entryHeader } from './entry-header.ts'
import { asBytes, asError, feed, tarParser } from './feed.ts'
import { TarGuard } from './guard.ts'

export interface TarOptions {
  /** What is being read, for messages: `layer 3`. */
  readonly what: string
  readonly limits: Limits
  readonly signal: AbortSignal
}

/** Called for each entry in tar order; what it returns gets the entry's content, `undefined` skips it. */
export interface TarVisitor {
  entry(header: EntryHeader): BodyVisitor | undefined
}

/** Gets the stored bytes of one entry (of a sparse file: its stretches back to back), then the end, both at once. */
export interface BodyVisitor {
  write(chunk: Uint8Array): void
  end(): void
}

export interface TarSummary {
  readonly entries: number
  /** Global PAX headers, which are ignored as engines do. */
  readonly globalHeaders: number
  /** Uncompressed bytes read, those after the end of the archive included. */
  readonly bytes: number
}

/**
 * Walks through a tar in one pass and shows every entry to the visitor, synchronously. The bytes are read to their
 * end, also those after the archive's, so that a digest taken on the way is that of the whole blob.
 *
 * Rejects with the faults `truncated`, `corrupted`, `limitExceeded` (`metadataBlock`) and `interrupted`; with what
 * the visitor throws; and with errors of the bytes, unchanged. The bytes are then told to stop. Dialects: semantics §3.
 */
export async function walkTar(
  bytes: AsyncIterable<Uint8Array>,
  visitor: TarVisitor,
  options: TarOptions,
): Promise<TarSummary> {
  const guard = new TarGuard(options)
  const parser = tarParser()
  const stop = (error: unknown): void => parser.destroy(asError(error))
  parser.on('entry', (header, content, next) => {
    content.on('error', () => undefined) // the parser reports it too; said before anything here can throw
    attempt(() => visit(visitor.entry(entryHeader(header, guard.takeNotes())), content, next, stop), stop)
  })
  await feed(bytes, guard, parser, options.signal)
  return { entries: guard.entries, globalHeaders: guard.globalHeaders, bytes: guard.bytes }
}

/** An entry's content as tar-stream hands it out. */
type Content = ExtractEvents['entry'][1]

/**
 * Hands one entry's content to its visitor. With `'data'` handlers, against the house rule, because layers are made
 * of small files: measured, an entry takes 10 µs this way, 14 µs with `for await`, 6 µs in bare tar-stream.
 * Back-pressure is not lost: the visitor is synchronous, so a chunk is used up when `write` returns.
 */
function visit(
  visitor: BodyVisitor | undefined,
  content: Content,
  next: () => void,
  stop: (error: unknown) => void,
): void {
  const finish = (): void => {
    visitor?.end()
    next()
  }
  content.on('end', () => attempt(finish, stop))
  if (visitor === undefined) content.resume()
  else content.on('data', chunk => attempt(() => visitor.write(asBytes(chunk)), stop))
}

/** An error in an event listener would end the process instead of rejecting the walk. */
function attempt(action: () => void, stop: (error: unknown) => void): void {
  try {
    action()
  } catch (error) {
    stop(error)
  }
}
