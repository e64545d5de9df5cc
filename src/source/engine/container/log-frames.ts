import { byteString, fromBytes } from '../../../image/byte-string.ts'
import type { LogLine } from '../../../image/container.ts'

/**
 * The last lines of a container's log, from the bytes an engine streams. Without a terminal stdout and stderr share the
 * stream, in frames of which each says whose it is (Docker API, "Stream format"):
 *
 *     1 0 0 0  00 00 00 04   out\n        stream, three zeros, length as a big-endian number, content
 *     2 0 0 0  00 00 00 04   err\n
 *
 * Bytes that are no frame are shown as they are: a log is for reading, whatever became of it. A line may come in several
 * frames, and one stream's in the middle of the other's.
 */
export class LogTail {
  readonly #multiplexed: boolean
  readonly #keep: number
  readonly #pending = new Map<Stream, Pending>()
  #lines: LogLine[] = []
  #header: Uint8Array = new Uint8Array(0)
  #frame: { readonly stream: Stream; readonly left: number } | null = null
  #broken = false

  constructor({ terminal, lines }: { readonly terminal: boolean; readonly lines: number }) {
    this.#multiplexed = !terminal
    this.#keep = lines
  }

  add(chunk: Uint8Array): void {
    for (let rest = chunk; rest.length > 0; ) rest = this.#take(rest)
  }

  /** The lines, oldest first; the last ones even when nothing ended them. */
  finish(): LogLine[] {
    if (this.#header.length > 0) this.#text('stdout', this.#header)
    this.#header = new Uint8Array(0)
    for (const stream of [...this.#pending.keys()]) this.#end(stream)
    return this.#lines
  }

  /** Uses up some bytes and returns the rest. */
  #take(bytes: Uint8Array): Uint8Array {
    if (!this.#multiplexed) return this.#text('terminal', bytes)
    if (this.#broken) return this.#text('stdout', bytes)
    const frame = this.#frame
    if (frame === null) return this.#takeHeader(bytes)
    const part = bytes.subarray(0, frame.left)
    this.#text(frame.stream, part)
    this.#frame = frame.left === part.length ? null : { ...frame, left: frame.left - part.length }
    return bytes.subarray(part.length)
  }

  #takeHeader(bytes: Uint8Array): Uint8Array {
    const wanted = HEADER - this.#header.length
    const header = Buffer.concat([this.#header, bytes.subarray(0, wanted)])
    this.#header = header
    if (header.length < HEADER) return NOTHING
    this.#header = NOTHING
    const stream = STREAMS[header[0] ?? STREAMS.length]
    if (stream === undefined || header.readUIntBE(1, 3) !== 0) {
      this.#broken = true
      this.#text('stdout', header)
    } else {
      const left = header.readUInt32BE(4)
      this.#frame = left === 0 ? null : { stream, left }
    }
    return bytes.subarray(wanted)
  }

  #text(stream: Stream, bytes: Uint8Array): Uint8Array {
    let from = 0
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
      this.#append(stream, bytes.subarray(from, end))
      this.#end(stream)
      from = end + 1
    }
    if (from < bytes.length) this.#append(stream, bytes.subarray(from))
    return NOTHING
  }

  #append(stream: Stream, bytes: Uint8Array): void {
    const { text, cut } = this.#pending.get(stream) ?? { text: '', cut: false }
    const room = LINE_CEILING - text.length
    this.#pending.set(stream, {
      text: text + fromBytes(bytes.subarray(0, room)),
      cut: cut || bytes.length > room,
    })
  }

  #end(stream: Stream): void {
    const { text, cut } = this.#pending.get(stream) ?? { text: '', cut: false }
    this.#pending.delete(stream)
    this.#lines.push({ stream, text: byteString(text.replace(/\r$/, '')), cut })
    if (this.#lines.length > this.#keep) this.#lines.shift()
  }
}

type Stream = LogLine['stream']

interface Pending {
  readonly text: string
  readonly cut: boolean
}

const HEADER = 8
const LINE_FEED = 0x0a
const NOTHING = new Uint8Array(0)

/** By number; what is written to stdin is reported as if it were stdout. */
const STREAMS: readonly Stream[] = ['stdout', 'stdout', 'stderr']

/** Bytes of a line that are kept: the beginning says what happened. */
const LINE_CEILING = 2000
