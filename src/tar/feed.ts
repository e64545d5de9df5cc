import { type Extract, extract } from 'tar-stream'
import { abortable } from '../stream/abortable.ts'
import type { TarGuard } from './guard.ts'

/**
 * tar-stream's parser, told to keep names as bytes and to take v7 headers, which have no magic. It holds no more than
 * what was written last: so when bytes end inside an entry, those before it have been handed out.
 */
export function tarParser(): Extract {
  const options = { filenameEncoding: 'latin1', allowUnknownFormat: true, highWaterMark: 1 } // its types know only the last
  return extract(options)
}

/**
 * Writes the bytes through the guard into tar-stream, with tar-stream's back-pressure, until the last entry is taken.
 * Rejects with whatever went wrong first: an error of the bytes, the signal, the error the parser was destroyed with,
 * or a fault of the guard, that one after the entries before it. Either way bytes and parser are stopped.
 */
export async function feed(
  bytes: AsyncIterable<Uint8Array>,
  guard: TarGuard,
  parser: Extract,
  signal: AbortSignal,
): Promise<void> {
  const closing = closed(parser)
  try {
    for await (const chunk of abortable(bytes, signal)) {
      if (!writeAll(parser, guard.push(chunk))) await drained(parser)
      if (parser.destroyed) return await closing
      if (guard.failure !== undefined) break
    }
    parser.end(guard.end())
    await closing
    if (guard.failure !== undefined) throw guard.failure.error
  } catch (error) {
    parser.destroy(asError(error))
    throw error
  }
}

/** Settles when the parser is finished or destroyed. */
function closed(parser: Extract): Promise<void> {
  const closing = new Promise<void>((resolve, reject) => {
    parser.once('error', reject)
    parser.once('close', () => resolve())
  })
  closing.catch(() => undefined) // it may fail while nobody waits for it yet
  return closing
}

/** Whether there is room for more. */
function writeAll(parser: Extract, pieces: readonly Uint8Array[]): boolean {
  let hasRoom = true
  for (const piece of pieces) hasRoom = parser.write(piece)
  return hasRoom
}

function drained(parser: Extract): Promise<void> {
  if (parser.destroyed) return Promise.resolve()
  return new Promise(resolve => {
    const settle = (): void => {
      parser.off('drain', settle).off('close', settle)
      resolve()
    }
    parser.once('drain', settle).once('close', settle)
  })
}

/** What was thrown, as the error streams want. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown })
}

/** A chunk tar-stream hands out: its types say `unknown`, it is bytes. */
export function asBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  throw new TypeError(`tar-stream handed out ${typeof chunk} instead of bytes`)
}
