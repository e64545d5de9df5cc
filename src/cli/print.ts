import { jsonPieces } from '../report/json/json-pieces.ts'
import type { Line } from '../report/line.ts'
import type { Call } from './command.ts'
import { painter } from './paint.ts'
import { writeFileWhole } from './write-file-whole.ts'

/** Prints a result as lines of text, to standard output or to the file of `--output`. */
export async function printLines(lines: Iterable<Line>, call: Call): Promise<void> {
  await print(textPieces(lines, painter(call.options, call.surroundings)), call)
}

/** Prints a result as JSON. Lists that are `Streamed` are computed while they are written. */
export async function printJson(value: unknown, call: Call): Promise<void> {
  await print(jsonPieces(value), call)
}

/** Prints text as it is. */
export async function printText(text: string, call: Call): Promise<void> {
  await print([text], call)
}

/** Columns lines are cut at: those of the terminal that shows them; `null` where nobody counts columns. */
export function printWidth({ options, surroundings }: Call): number | null {
  return options.output === null ? surroundings.stdout.columns : null
}

async function print(pieces: Iterable<string>, { options, surroundings }: Call): Promise<void> {
  if (options.output !== null) return writeFileWhole(options.output, pieces, surroundings.signal)
  for (const piece of pieces) {
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

/** Characters written at once. */
const PIECE = 64 * 1024
