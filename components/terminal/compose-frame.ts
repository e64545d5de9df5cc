import { textWidth } from '../../src/report/text-width.ts'
import type { ComposedRow, Size } from '../text/pane-rows.ts'
import { sliceRow } from '../text/slice-row.ts'

/** Composed rows at their place on the screen; column and row are counted from 0 at the top left. */
export interface PlacedRows {
  readonly column: number
  readonly row: number
  readonly columns: number
  readonly rows: readonly ComposedRow[]
}

/**
 * The rows of a screen: what Ink painted itself (`painted`, usually nothing), and over it the placed rows in painting
 * order. Spaces at the end of a row are left out.
 */
export function composeFrame(painted: string, placed: readonly PlacedRows[], size: Size): readonly string[] {
  const below = painted.split('\n')
  return Array.from({ length: size.rows }, (_, row) => {
    const spans = [...paintedSpan(below[row] ?? ''), ...placed.flatMap(rows => placedSpan(rows, row))]
    return joinPieces(visiblePieces(spans, size.columns))
  })
}

/** A stretch of one row of the screen. */
interface Span {
  readonly column: number
  readonly columns: number
  readonly ansi: string
}

/** What is seen of a span: the columns of the screen from `from` to before `to`. */
interface Piece {
  readonly span: Span
  readonly from: number
  readonly to: number
}

function paintedSpan(ansi: string): readonly Span[] {
  const text = ansi.replace(/\x1b\[[\d;]*m/g, '')
  return text === '' ? [] : [{ column: 0, columns: textWidth(text), ansi }]
}

function placedSpan(placed: PlacedRows, row: number): readonly Span[] {
  const ansi = placed.rows[row - placed.row]?.ansi
  return ansi === undefined ? [] : [{ column: placed.column, columns: placed.columns, ansi }]
}

/** Later spans cover earlier ones; nothing is seen beyond the screen. */
function visiblePieces(spans: readonly Span[], columns: number): Piece[] {
  let pieces: Piece[] = []
  for (const span of spans) {
    const from = Math.max(0, span.column)
    const to = Math.min(columns, span.column + span.columns)
    if (from >= to) continue
    pieces = pieces.flatMap(piece => uncovered(piece, from, to))
    pieces.push({ span, from, to })
  }
  return pieces.sort((one, other) => one.from - other.from)
}

/** What is left of a piece on both sides of something covering `from` to `to`. */
function uncovered(piece: Piece, from: number, to: number): readonly Piece[] {
  if (piece.to <= from || piece.from >= to) return [piece]
  const left = { ...piece, to: from }
  const right = { ...piece, from: to }
  return [left, right].filter(rest => rest.from < rest.to)
}

function joinPieces(pieces: readonly Piece[]): string {
  let row = ''
  let column = 0
  for (const piece of pieces) {
    row += ' '.repeat(piece.from - column) + pieceText(piece)
    column = piece.to
  }
  return row.trimEnd()
}

function pieceText({ span, from, to }: Piece): string {
  const isWhole = to - from === span.columns
  return isWhole ? span.ansi : sliceRow(span.ansi, from - span.column, to - span.column)
}
