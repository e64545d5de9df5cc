/**
 * A list that is written while it is computed: a million files never stand in memory as rows, nor as one string.
 * `rows` is called once for each time the value is written.
 */
export class Streamed<Row> {
  readonly rows: () => Iterable<Row>

  constructor(rows: () => Iterable<Row>) {
    this.rows = rows
  }
}

/**
 * The value as JSON text, in pieces of about 64 kB that end with a newline. One line for each member of the
 * outermost objects and for each row of a list, so that a diff, a pager and `grep` have something to work with.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = ''
  for (const token of tokens(value, 0, true)) {
    piece += token
    if (piece.length >= PIECE) {
      yield piece
      piece = ''
    }
  }
  yield `${piece}\n`
}

/** Characters a piece has before it is handed on: large enough that writing is cheap, small enough to forget. */
const PIECE = 64 * 1024

/** `isOuter`: not a row of a list, however deep the list stands. */
function* tokens(value: unknown, depth: number, isOuter: boolean): Generator<string> {
  if (value instanceof Streamed) yield* arrayTokens(value.rows(), depth)
  else if (!isSpread(value, isOuter && depth <= OUTER_DEPTH)) yield harmlessJson(value)
  else if (Array.isArray(value)) yield* arrayTokens(value, depth)
  else yield* objectTokens(value, depth, isOuter)
}

/** The document itself, and `image`, `waste`, … in it. */
const OUTER_DEPTH = 1

function* arrayTokens(rows: Iterable<unknown>, depth: number): Generator<string> {
  let separator = '['
  for (const row of rows) {
    yield separator + lineBreak(depth + 1)
    yield* tokens(row, depth + 1, false)
    separator = ','
  }
  yield separator === '[' ? '[]' : `${lineBreak(depth)}]`
}

function* objectTokens(members: object, depth: number, isOuter: boolean): Generator<string> {
  let separator = '{'
  for (const [name, member] of Object.entries(members)) {
    if (member === undefined) continue
    yield `${separator}${lineBreak(depth + 1)}${harmlessJson(name)}: `
    yield* tokens(member, depth + 1, isOuter)
    separator = ','
  }
  yield separator === '{' ? '{}' : `${lineBreak(depth)}}`
}

/**
 * JSON may write any character as `\uNNNN`. `JSON.stringify` does so below U+0020 only; what else a terminal obeys
 * or hides (DEL, C1 controls, bidi overrides, zero width, tags) is written like that too, and reads back the same.
 */
export function harmlessJson(value: unknown): string {
  const text = JSON.stringify(value)
  if (/^[ -~]*$/.test(text)) return text
  return text.replace(HIDDEN, character => character.split('').map(unitEscape).join(''))
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Whether the value is written over several lines: outer objects, lists of objects, and whatever holds one. */
function isSpread(value: unknown, isOuter: boolean): value is object {
  if (typeof value !== 'object' || value === null) return false
  if (value instanceof Streamed) return true
  if (Array.isArray(value)) return value.some(row => typeof row === 'object' && row !== null)
  return isOuter || Object.values(value).some(member => isSpread(member, false))
}

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(depth)}`
}
