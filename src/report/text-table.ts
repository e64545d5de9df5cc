import { displayText, joinText } from './display-name.ts'
import { cut, cutMiddle } from './fit-text.ts'
import { type Line, lineWidth, type Segment, words } from './line.ts'

/** What stands in one column of one row. */
export type Cell = Segment | Line

export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
  /** Where the last column is cut; default its end. Of a path both ends tell something. */
  readonly cut?: 'end' | 'middle'
}

/**
 * Rows under their titles, each column as wide as its widest cell, two spaces between columns. The last column is
 * cut at `width`; `null` = as long as it is. Trailing spaces are never written.
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number | null,
): Line[] {
  return [...longTableLines(columns, rows, row => row, width)]
}

/** The same of a million items: cells are made twice, once to see how wide they are, and never kept. */
export function* longTableLines<Item>(
  columns: readonly Column[],
  items: Iterable<Item>,
  toCells: (item: Item) => readonly Cell[],
  width: number | null,
): Generator<Line> {
  const titles = columns.map(column => words(column.title, 'faint'))
  const hasTitles = columns.some(column => column.title !== '')
  const widths = columns.map(() => 0)
  if (hasTitles) widen(widths, titles)
  for (const item of items) widen(widths, toCells(item))
  if (hasTitles) yield tableLine(columns, titles, widths, width)
  for (const item of items) yield tableLine(columns, toCells(item), widths, width)
}

function widen(widths: number[], row: readonly Cell[]): void {
  for (const [at, known] of widths.entries()) widths[at] = Math.max(known, lineWidth(cellLine(row[at])))
}

function tableLine(
  columns: readonly Column[],
  row: readonly Cell[],
  widths: readonly number[],
  width: number | null,
): Line {
  const segments: Segment[] = []
  let column = 0
  for (const [at, { align, cut: where = 'end' }] of columns.entries()) {
    const isLast = at === columns.length - 1
    const cell = cellLine(row[at])
    const fitted = isLast && width !== null ? cutCell(cell, width - column, where) : cell
    const padding = Math.max(0, (widths[at] ?? 0) - lineWidth(fitted))
    if (align === 'right') segments.push(spaces(padding), ...fitted)
    else segments.push(...fitted, spaces(isLast ? 0 : padding))
    if (!isLast) segments.push(GAP)
    column += (widths[at] ?? 0) + GAP.text.length
  }
  return withoutTrailingSpaces(segments)
}

function cutCell(cell: Line, width: number, where: 'end' | 'middle'): Line {
  const [segment, ...more] = cell
  if (where === 'end' || segment === undefined || more.length > 0) return cutLine(cell, width)
  return [{ ...segment, text: cutMiddle(segment.text, width) }]
}

/** The line cut at `width` columns, with an ellipsis where something is missing. */
export function cutLine(line: Line, width: number): Line {
  if (lineWidth(line) <= width) return line
  const kept: Segment[] = []
  let room = width
  for (const segment of line) {
    const segmentWidth = lineWidth([segment])
    if (segmentWidth >= room) {
      kept.push({ ...segment, text: cut(joinText(segment.text, MORE), room) })
      break
    }
    kept.push(segment)
    room -= segmentWidth
  }
  return kept
}

/** Makes a piece too long that would just fit, while something after it does not. */
const MORE = displayText('…')

const GAP = words('  ')

function cellLine(cell: Cell | undefined): Line {
  if (cell === undefined) return []
  return 'tone' in cell ? [cell] : cell
}

function spaces(count: number): Segment {
  return words(' '.repeat(count))
}

function withoutTrailingSpaces(segments: Segment[]): Line {
  const last = segments.findLastIndex(segment => segment.text.trim() !== '')
  return segments.slice(0, last + 1).filter(segment => segment.text !== '')
}
