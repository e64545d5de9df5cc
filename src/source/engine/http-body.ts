import { fail } from '../../errors.ts'
import type { BodyFraming } from './http-head.ts'

/**
 * The body of an HTTP answer without its framing. `what` names it in the fault when the connection ends before the
 * body does, which only a length or chunks can tell.
 */
export function httpBody(
  bytes: AsyncIterable<Uint8Array>,
  framing: BodyFraming,
  what: string,
): AsyncIterable<Uint8Array> {
  switch (framing.kind) {
    case 'untilClose':
      return bytes
    case 'length':
      return ofLength(bytes, framing.bytes, what)
    case 'chunked':
      return dechunk(bytes, what)
    default:
      return framing satisfies never
  }
}

async function* ofLength(bytes: AsyncIterable<Uint8Array>, expected: number, what: string) {
  let got = 0
  if (expected === 0) return
  for await (const block of bytes) {
    const part = block.subarray(0, expected - got)
    got += part.length
    yield part
    if (got === expected) return
  }
  fail({ kind: 'truncated', what, got, expected })
}

/** Where in the chunked coding (RFC 9112 §7.1) the next byte is. */
type Place =
  | { readonly kind: 'sizeLine'; readonly text: string }
  | { readonly kind: 'data'; readonly left: number }
  /** The line end behind a chunk's data. */
  | { readonly kind: 'dataEnd' }
  /** Trailer fields, which nobody here wants; the connection closes behind them. */
  | { readonly kind: 'trailers' }

async function* dechunk(bytes: AsyncIterable<Uint8Array>, what: string) {
  let place: Place = { kind: 'sizeLine', text: '' }
  let got = 0
  for await (const block of bytes) {
    for (let at = 0; at < block.length && place.kind !== 'trailers'; ) {
      if (place.kind === 'data') {
        const part = block.subarray(at, at + place.left)
        yield part
        got += part.length
        at += part.length
        place =
          part.length === place.left ? { kind: 'dataEnd' } : { kind: 'data', left: place.left - part.length }
      } else {
        place = framingByte(place, block[at] ?? 0, what)
        at += 1
      }
    }
    if (place.kind === 'trailers') return
  }
  fail({ kind: 'truncated', what, got, expected: null })
}

const LINE_FEED = 0x0a

/** Longest line that says how large a chunk is, extensions included. Engines write four to eight digits. */
const SIZE_LINE_LIMIT = 256

function framingByte(
  place: Exclude<Place, { kind: 'data' | 'trailers' }>,
  byte: number,
  what: string,
): Place {
  if (place.kind === 'dataEnd') return byte === LINE_FEED ? { kind: 'sizeLine', text: '' } : place
  if (byte !== LINE_FEED) {
    if (place.text.length === SIZE_LINE_LIMIT) badChunk(place.text, what)
    return { kind: 'sizeLine', text: place.text + String.fromCharCode(byte) }
  }
  const [digits] = /^[0-9A-Fa-f]{1,12}(?=[\s;]|$)/.exec(place.text) ?? badChunk(place.text, what)
  const size = Number.parseInt(digits, 16)
  return size === 0 ? { kind: 'trailers' } : { kind: 'data', left: size }
}

function badChunk(text: string, what: string): never {
  fail({
    kind: 'corrupted',
    what,
    detail: `a chunk of the HTTP answer begins with ${JSON.stringify(text.slice(0, 40))}`,
  })
}
