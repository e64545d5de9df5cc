import type { StoredExtent } from '../image/entry.ts'

/** A stretch of a file's content: bytes the layer stores, or zeros it does not. */
export interface ContentPiece {
  readonly kind: 'stored' | 'zeros'
  readonly length: number
}

/**
 * What a window of a file consists of, in order.
 *
 *   extents  2+2, 6+2     content  ··ab··cd·     window 3…9   stored 1, zeros 2, stored 2, zeros 1
 */
export function contentPieces(extents: readonly StoredExtent[], start: number, end: number): ContentPiece[] {
  const pieces: ContentPiece[] = []
  let at = start
  const add = (kind: ContentPiece['kind'], until: number): void => {
    const to = Math.min(until, end)
    if (to > at) pieces.push({ kind, length: to - at })
    at = Math.max(at, to)
  }
  for (const { offset, length } of extents) {
    add('zeros', offset)
    add('stored', offset + length)
  }
  add('zeros', end)
  return pieces
}

export function storedBytesIn(pieces: readonly ContentPiece[]): number {
  return pieces.reduce((sum, { kind, length }) => (kind === 'stored' ? sum + length : sum), 0)
}

/** The stored bytes with the zeros between them. Leaving early stops the stored bytes. */
export async function* woven(
  pieces: readonly ContentPiece[],
  stored: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = stored[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()
  try {
    for (const { kind, length } of pieces) {
      for (let left = length; left > 0; ) {
        if (kind === 'stored' && rest.length === 0) {
          const next = await chunks.next()
          if (next.done === true) return
          rest = next.value
        }
        const part = (kind === 'zeros' ? ZEROS : rest).subarray(0, left)
        if (kind === 'stored') rest = rest.subarray(part.length)
        left -= part.length
        yield part
      }
    }
  } finally {
    await chunks.return?.()
  }
}

const ZEROS = new Uint8Array(256 * 1024)
