import { type DisplayText, displayText } from './display-name.ts'

/** Exact figures; text as it is shown, so that every record is one line; `null` = unknown, an empty field. */
export type CsvValue = DisplayText | number | boolean | null

/** One column. `Name` is a name of the JSON result, so that both tell the same thing by the same word. */
export interface CsvColumn<Row, Name extends string = string> {
  readonly name: Name
  value(row: Row): CsvValue
}

/** Rows as RFC 4180 has them, a header line first, in pieces that are made while they are written. */
export function* csvPieces<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): Generator<string> {
  yield csvHeader(columns)
  for (const row of rows) yield csvRecord(columns, row)
}

/** The header line, for rows that are found one after the other. */
export function csvHeader(columns: readonly CsvColumn<never>[]): string {
  return `${columns.map(({ name }) => name).join(',')}${LINE_END}`
}

export function csvRecord<Row>(columns: readonly CsvColumn<Row>[], row: Row): string {
  return `${columns.map(column => field(column.value(row))).join(',')}${LINE_END}`
}

const LINE_END = '\r\n'

/**
 * Quoted where it must be. A spreadsheet runs a text that begins like a formula, and whoever built the image chose
 * the text (`=HYPERLINK(…)` as an instruction): such a text begins with an apostrophe. Our figures are numbers and
 * stay as they are, the negative ones too.
 */
function field(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The full-width forms count where East Asian text is typed. */
const FORMULA = /^ *[=+\-@＝＋－＠]/

/** A text of a document, or an empty field. */
export function csvText(text: string | null | undefined): CsvValue {
  return text === null || text === undefined ? null : displayText(text)
}
