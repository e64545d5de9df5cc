import { fail, LayerscopeError } from '../../errors.ts'
import { answerAt, parseAnswer, textAt } from './answer-fields.ts'

export interface ExportTitle {
  /** `The export of "api-service:naive"`. */
  readonly what: string
  /** The engine's address, for people. */
  readonly endpoint: string
  readonly signal: AbortSignal
}

/**
 * Passes an export on and sees to it that it is whole. An engine that fails in the middle can only stop, or write its
 * error as JSON behind the bytes it sent; over HTTP/1.0 a clean end looks the same. But every engine's archive ends
 * in blocks of zeros.
 *
 * Each block is handed on when the next has come, so that the engine's own words are not taken for a tar header.
 */
export async function* exportEnding(
  bytes: AsyncIterable<Uint8Array>,
  title: ExportTitle,
): AsyncGenerator<Uint8Array, void, undefined> {
  const tail = new Tail()
  let held: Uint8Array | null = null
  try {
    for await (const block of bytes) {
      if (held !== null) yield held
      held = block
      tail.add(block)
    }
  } catch (error) {
    if (held !== null) yield held
    rethrow(error, tail.total, title)
  }
  const said = tail.isTarEnd() ? null : engineError(tail.text())
  if (said !== null)
    fail({
      kind: 'engineRefused',
      endpoint: title.endpoint,
      doing: doingOf(title),
      status: null,
      answer: said,
    })
  if (held !== null) yield held
  if (!tail.isTarEnd()) fail({ kind: 'truncated', what: title.what, got: tail.total, expected: null })
}

function doingOf({ what }: ExportTitle): string {
  return `finish ${what.charAt(0).toLowerCase()}${what.slice(1)}`
}

function rethrow(error: unknown, got: number, { what, signal }: ExportTitle): never {
  signal.throwIfAborted()
  if (error instanceof LayerscopeError) throw error
  fail({ kind: 'truncated', what, got, expected: null }, error)
}

/** Longest error an engine appends that is looked for. */
const TAIL_BYTES = 8192

const TAR_BLOCK = 512

/** The last bytes of a stream. */
class Tail {
  total = 0
  #last: Uint8Array = new Uint8Array(0)

  add(block: Uint8Array): void {
    this.total += block.length
    const joined = block.length >= TAIL_BYTES ? block : Buffer.concat([this.#last, block])
    this.#last = joined.subarray(-TAIL_BYTES)
  }

  isTarEnd(): boolean {
    return this.total >= TAR_BLOCK && this.#last.subarray(-TAR_BLOCK).every(byte => byte === 0)
  }

  text(): string {
    return Buffer.from(this.#last).toString()
  }
}

/** What the engine said behind the bytes: `{"errorDetail":{"message":"…"},"error":"…"}`, or the `message` of its API. */
function engineError(text: string): string | null {
  for (const beginning of ['{"errorDetail"', '{"cause"', '{"message"']) {
    const at = text.lastIndexOf(beginning)
    const answer = at === -1 ? null : parseAnswer(text.slice(at))
    const said = textAt(answerAt(answer, 'errorDetail'), 'message') ?? textAt(answer, 'message')
    if (said !== null) return said
  }
  return null
}
