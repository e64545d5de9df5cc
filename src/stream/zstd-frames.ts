import { fail } from '../errors.ts'

/**
 * The same bytes, cut so that no chunk spans the end of a zstd frame.
 *
 * Node's decoder needs both things this does. Given a chunk that goes on after a frame's end, it drops the rest
 * (zstd:chunked layers and `zstd -T` output have many frames); and it takes the end of the input inside a frame for
 * the end of the data. Frames are followed by their block headers, so the cost is per block, not per byte
 * (RFC 8878 §3.1). Skippable frames pass through: the decoder skips them.
 *
 * Faults: `truncated` inside a frame, `corrupted` where a frame should begin and does not.
 */
export async function* cutAtFrameEnds(
  bytes: AsyncIterable<Uint8Array>,
  what: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  let state: FrameState = START
  let got = 0
  for await (const chunk of bytes) {
    let start = 0
    let at = 0
    while (at < chunk.length) {
      const taken = Math.min(state.left, chunk.length - at)
      if (state.kind === 'field')
        state = { ...state, value: readField(state, chunk.subarray(at, at + taken)) }
      at += taken
      state = { ...state, left: state.left - taken }
      while (state.left === 0) state = following(state, what, got + at)
      if (state !== START) continue
      yield chunk.subarray(start, at)
      start = at
    }
    if (start < chunk.length) yield chunk.subarray(start)
    got += chunk.length
  }
  if (state !== START) fail({ kind: 'truncated', what, got, expected: null })
}

/** What the next `left` bytes are: a little-endian number that says what follows, or bytes only the decoder reads. */
type FrameState =
  | { kind: 'field'; field: Field; size: number; left: number; value: number; checksum: number }
  | { kind: 'bytes'; left: number; then: FrameState }

type Field = 'magic' | 'skippedLength' | 'descriptor' | 'blockHeader'

const START: FrameState = field('magic', 4)

function field(name: Field, size: number, checksum = 0): FrameState {
  return { kind: 'field', field: name, size, left: size, value: 0, checksum }
}

function bytesThen(left: number, then: FrameState): FrameState {
  return { kind: 'bytes', left, then }
}

function readField(state: Extract<FrameState, { kind: 'field' }>, part: Uint8Array): number {
  let { value } = state
  let weight = 256 ** (state.size - state.left)
  for (const byte of part) {
    value += byte * weight
    weight *= 256
  }
  return value
}

function following(state: FrameState, what: string, at: number): FrameState {
  if (state.kind === 'bytes') return state.then
  switch (state.field) {
    case 'magic':
      if (state.value === ZSTD_MAGIC) return field('descriptor', 1)
      if (state.value - (state.value % 16) === SKIPPABLE_MAGIC) return field('skippedLength', 4)
      return fail({
        kind: 'corrupted',
        what,
        detail: `at byte ${at - 4} a zstd frame should begin and does not`,
      })
    case 'skippedLength':
      return bytesThen(state.value, START)
    case 'descriptor':
      return afterDescriptor(state.value)
    case 'blockHeader':
      return afterBlockHeader(state.value, state.checksum)
    default:
      return state.field satisfies never
  }
}

const ZSTD_MAGIC = 0xfd2fb528
const SKIPPABLE_MAGIC = 0x184d2a50

/** The descriptor's bits say how long the rest of the frame header is, and whether a checksum ends the frame. */
function afterDescriptor(descriptor: number): FrameState {
  const single = (descriptor >> 5) & 1
  const windowBytes = 1 - single
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  const lengthBytes = [single, 2, 4, 8][descriptor >> 6] ?? 0
  const checksum = descriptor & 4
  return bytesThen(windowBytes + dictionaryBytes + lengthBytes, field('blockHeader', 3, checksum))
}

/** Bit 0: last block. Bits 1–2: kind (1 = one byte repeated). The rest: length. */
function afterBlockHeader(header: number, checksum: number): FrameState {
  const length = ((header >> 1) & 3) === 1 ? 1 : header >> 3
  const isLast = (header & 1) === 1
  return bytesThen(length, isLast ? bytesThen(checksum, START) : field('blockHeader', 3, checksum))
}
