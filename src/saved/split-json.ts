import { fail } from '../errors.ts'

/** One row of a list that is told row by row. */
export interface JsonRow {
  /** Where its list stands: `['layers', 2, 'record', 'entries']`. */
  readonly at: readonly (string | number)[]
  readonly index: number
  readonly bytes: Uint8Array
}

/** What to do with a list, by where it stands; numbers are any element. */
export type ListRule = 'keep' | 'drop' | 'rows'

export interface SplitOptions {
  readonly document: string
  ruleOf(at: readonly (string | number)[]): ListRule
  onRow(row: JsonRow): void
  /** Most bytes of what is kept, and of one row. */
  readonly mostKept: number
  readonly mostRow: number
}

/**
 * Takes long lists out of a JSON document as it streams by, so that a million rows are never held as text nor as values:
 *
 *     {"image":{…},"layers":[{"files":[…],"record":{"entries":[ROW,ROW]}}]}
 *     kept: {"image":{…},"layers":[{"files":[],"record":{"entries":[]}}]}      rows: ROW, ROW
 *
 * It follows brackets and strings only. Whether what is kept, and each row, is JSON is for whoever parses them; of
 * dropped lists nobody learns. Faults: `limitExceeded`, `truncated`, `malformedDocument`.
 */
export class JsonSplitter {
  readonly #options: SplitOptions
  readonly #kept: Uint8Array[] = []
  readonly #row: Uint8Array[] = []
  readonly #path: Frame[] = []
  #keptBytes = 0
  #rowBytes = 0
  #total = 0
  #mode: 'keep' | 'drop' | 'rows' = 'keep'
  /** Brackets open in a dropped list or a list of rows, its own included. */
  #depth = 0
  #rowIndex = 0
  #string: 'none' | 'inside' | 'escaped' = 'none'
  /** Bytes of a string that may be a key. */
  #key: number[] = []

  constructor(options: SplitOptions) {
    this.#options = options
  }

  push(chunk: Uint8Array): void {
    this.#total += chunk.length
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      if (this.#string !== 'none') this.#inString(byte)
      else if (byte === QUOTE) this.#beginString()
      else if (this.#mode === 'keep') from = this.#structure(chunk, from, at, byte)
      else from = this.#inList(chunk, from, at, byte)
    }
    this.#take(chunk, from, chunk.length)
  }

  /** What was kept, when the document is over. */
  finish(): Uint8Array {
    const isOpen = this.#path.length > 0 || this.#mode !== 'keep' || this.#string !== 'none'
    if (isOpen) fail({ kind: 'truncated', what: this.#options.document, got: this.#total, expected: null })
    return joined(this.#kept)
  }

  #inString(byte: number): void {
    if (this.#string === 'escaped') this.#string = 'inside'
    else if (byte === BACKSLASH) this.#string = 'escaped'
    else if (byte === QUOTE) this.#endString()
    if (this.#string !== 'none' && this.#mode === 'keep' && this.#key.length < LONGEST_KEY)
      this.#key.push(byte)
  }

  #beginString(): void {
    this.#string = 'inside'
    this.#key = []
  }

  #endString(): void {
    this.#string = 'none'
    const frame = this.#path.at(-1)
    if (this.#mode === 'keep' && frame?.kind === 'object' && frame.wantsKey)
      frame.key = String.fromCharCode(...this.#key)
  }

  #structure(chunk: Uint8Array, from: number, at: number, byte: number): number {
    const frame = this.#path.at(-1)
    if (byte === BRACKET || byte === BRACE) return this.#open(chunk, from, at, byte)
    if (byte === BRACKET_END || byte === BRACE_END) this.#close(byte)
    else if (byte === COLON && frame?.kind === 'object') frame.wantsKey = false
    else if (byte === COMMA && frame?.kind === 'object') frame.wantsKey = true
    else if (byte === COMMA && frame?.kind === 'array') frame.index++
    return from
  }

  #open(chunk: Uint8Array, from: number, at: number, byte: number): number {
    const rule = byte === BRACKET ? this.#options.ruleOf(this.#path.map(placeOf)) : 'keep'
    if (rule === 'keep') {
      if (this.#path.length >= DEEPEST) this.#malformed(`more than ${DEEPEST} levels deep`)
      this.#path.push(
        byte === BRACE ? { kind: 'object', key: '', wantsKey: true } : { kind: 'array', index: 0 },
      )
      return from
    }
    this.#take(chunk, from, at + 1)
    this.#mode = rule
    this.#depth = 1
    this.#rowIndex = 0
    return at + 1
  }

  #close(byte: number): void {
    const frame = this.#path.pop()
    const isMatching = frame?.kind === (byte === BRACE_END ? 'object' : 'array')
    if (!isMatching) this.#malformed('a bracket that closes nothing')
  }

  /** Inside a dropped list or a list of rows; what separates rows is neither. */
  #inList(chunk: Uint8Array, from: number, at: number, byte: number): number {
    if (byte === BRACKET || byte === BRACE) {
      this.#depth++
      return this.#depth === 2 ? at : from
    }
    if (byte !== BRACKET_END && byte !== BRACE_END) return from
    if (this.#depth === 2) this.#take(chunk, from, at + 1)
    this.#depth--
    if (this.#depth === 1 && this.#mode === 'rows') this.#tellRow()
    if (this.#depth === 0) this.#mode = 'keep'
    if (this.#depth > 1) return from
    return this.#depth === 0 ? at : at + 1
  }

  #tellRow(): void {
    const at = this.#path.map(placeOf)
    this.#options.onRow({ at, index: this.#rowIndex++, bytes: joined(this.#row) })
    this.#row.length = 0
    this.#rowBytes = 0
  }

  /** Holds a stretch, if anybody wants it: the chunk's memory is somebody else's soon. */
  #take(chunk: Uint8Array, from: number, to: number): void {
    if (from >= to || this.#mode === 'drop') return
    const { document, mostKept, mostRow } = this.#options
    if (this.#mode === 'keep') {
      this.#kept.push(chunk.slice(from, to))
      this.#keptBytes += to - from
      if (this.#keptBytes > mostKept) tooLong(document, mostKept)
    } else if (this.#depth > 1) {
      this.#row.push(chunk.slice(from, to))
      this.#rowBytes += to - from
      if (this.#rowBytes > mostRow) tooLong(`A row of ${document}`, mostRow)
    }
  }

  #malformed(found: string): never {
    const { document } = this.#options
    return fail({
      kind: 'malformedDocument',
      document,
      field: 'its text',
      found,
      expected: 'a JSON document',
    })
  }
}

type Frame =
  | { readonly kind: 'object'; key: string; wantsKey: boolean }
  | { readonly kind: 'array'; index: number }

function placeOf(frame: Frame): string | number {
  return frame.kind === 'object' ? frame.key : frame.index
}

function tooLong(what: string, allowed: number): never {
  return fail({ kind: 'limitExceeded', what, limit: 'document', allowed, found: null })
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** No key that matters is longer. */
const LONGEST_KEY = 32
/** What is kept nests less than ten levels. */
const DEEPEST = 64

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BRACKET = 0x5b
const BACKSLASH = 0x5c
const BRACKET_END = 0x5d
const BRACE = 0x7b
const BRACE_END = 0x7d
