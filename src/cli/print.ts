import { type CsvColumn, csvHeader, csvRecord } from '../report/csv.ts'
import { harmlessJson, jsonPieces } from '../report/json/json-pieces.ts'
import { SCHEMA_VERSION } from '../report/json/schema-version.ts'
import type { Line } from '../report/line.ts'
import type { Call } from './command.ts'
import { painter } from './paint.ts'
import { type Pieces, writeFileWhole } from './write-file-whole.ts'

/** What a command found, in every format. Only the one that is asked for is made. */
export interface Result {
  /** Cut at `width` columns; `null` where nobody counts them. */
  text(width: number | null): Iterable<Line>
  json(): unknown
  /** Fit for a comment: about a screen, the rest folded. */
  markdown(): string
  /** Pieces of `csvPieces`. */
  csv(): Iterable<string>
}

/** Prints a result in the format that was asked for, to standard output or to the file of `--output`. */
export async function printResult(result: Result, call: Call): Promise<void> {
  switch (call.options.format) {
    case 'json':
      return printJson(result.json(), call)
    case 'markdown':
      return printText(result.markdown(), call)
    case 'csv':
      return print(result.csv(), call)
    default:
      return printLines(result.text(printWidth(call)), call)
  }
}

/** Prints a result as lines of text, to standard output or to the file of `--output`. */
export async function printLines(lines: Iterable<Line>, call: Call): Promise<void> {
  await print(textPieces(lines, painter(call.options, call.surroundings)), call)
}

/** Prints a result as JSON. Lists that are `Streamed` are computed while they are written. */
export async function printJson(value: unknown, call: Call): Promise<void> {
  await print(jsonPieces(value), call)
}

/** Prints lines that are found one after the other. */
export async function printFoundLines(lines: AsyncIterable<Line>, call: Call): Promise<void> {
  const paint = painter(call.options, call.surroundings)
  await print(
    mapped(lines, line => `${paint(line)}\n`),
    call,
  )
}

/** Prints `{ schemaVersion, name: [rows] }` while the rows are found. */
export async function printFoundJson(name: string, rows: AsyncIterable<object>, call: Call): Promise<void> {
  await print(foundJson(name, rows), call)
}

/** Prints CSV while its rows are found. */
export async function printFoundCsv<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: AsyncIterable<Row>,
  call: Call,
): Promise<void> {
  async function* records(): AsyncGenerator<string> {
    yield csvHeader(columns)
    for await (const row of rows) yield csvRecord(columns, row)
  }
  await print(records(), call)
}

/** Prints bytes as they are. */
export async function printBytes(bytes: AsyncIterable<Uint8Array>, call: Call): Promise<void> {
  await print(bytes, call)
}

/** Prints text as it is. */
export async function printText(text: string, call: Call): Promise<void> {
  await print([text], call)
}

/** Columns lines are cut at: those of the terminal that shows them; `null` where nobody counts columns. */
export function printWidth({ options, surroundings }: Call): number | null {
  return options.output === null ? surroundings.stdout.columns : null
}

async function print(pieces: Pieces, { options, surroundings }: Call): Promise<void> {
  if (options.output !== null) return writeFileWhole(options.output, pieces, surroundings.signal)
  for await (const piece of pieces) {
    surroundings.signal.throwIfAborted()
    await surroundings.stdout.write(piece)
  }
}

function* textPieces(lines: Iterable<Line>, paint: (line: Line) => string): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += `${paint(line)}\n`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

async function* foundJson(name: string, rows: AsyncIterable<object>): AsyncGenerator<string> {
  yield `{\n  "schemaVersion": ${harmlessJson(SCHEMA_VERSION)},\n  ${harmlessJson(name)}: [`
  let separator = ''
  for await (const row of rows) {
    yield `${separator}\n    ${harmlessJson(row)}`
    separator = ','
  }
  yield separator === '' ? ']\n}\n' : '\n  ]\n}\n'
}

async function* mapped<From, To>(
  values: AsyncIterable<From>,
  change: (value: From) => To,
): AsyncGenerator<To> {
  for await (const value of values) yield change(value)
}

/** Characters written at once. */
const PIECE = 64 * 1024
