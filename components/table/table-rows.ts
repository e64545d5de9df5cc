import type { ImageTable } from '../../src/analysis/compare/image-table.ts'
import { explain } from '../../src/errors.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cutMiddle, padEnd, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { TableView } from '../../src/store/compare-state.ts'
import { imageTitle } from '../../src/store/selectors/image-title.ts'
import type { TableLine } from '../../src/store/selectors/table/image-rows.ts'
import { progressText } from '../status/progress-text.ts'
import { bar } from '../text/bar.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { TABLE_COLUMNS, type TableColumn } from './table-columns.ts'

export interface TableWindow {
  readonly top: number
  readonly height: number
  readonly width: number
  /** Line under the cursor. */
  readonly cursor: number
}

/** The names of the columns, and the visible lines. */
export function tableRows(
  lines: readonly TableLine[],
  table: ImageTable | undefined,
  view: TableView,
  window: TableWindow,
  theme: Theme,
): RowContent[] {
  const layout = layoutOf(lines, table, view, window.width)
  const shown = lines.slice(window.top, window.top + window.height).map((line, at): RowContent => {
    const selected = window.top + at === window.cursor
    return {
      segments: lineSegments(line, selected, view.marked.has(line.key), layout, theme),
      base: selected ? 'selected' : 'plain',
    }
  })
  return [{ segments: headingSegments(layout) }, ...shown]
}

interface Layout {
  readonly name: number
  readonly bar: number
  readonly columns: readonly TableColumn[]
  readonly largest: number
}

const MARKS = 4
const BYTES = 10

function layoutOf(
  lines: readonly TableLine[],
  table: ImageTable | undefined,
  view: TableView,
  width: number,
): Layout {
  const { name, bar: bars, room } = widthsOf(lines, width)
  const largest = Math.max(1, ...(table?.rows ?? []).map(({ analysis }) => analysis.unpackedBytes ?? 0))
  const first = Math.min(view.column, lastColumn(lines, width))
  return { name, bar: bars, columns: columnsFrom(first, room), largest }
}

function widthsOf(lines: readonly TableLine[], width: number) {
  const longest = Math.max(5, ...lines.map(({ key }) => textWidth(displayText(imageTitle(key)))))
  const name = Math.min(longest, Math.max(12, Math.floor(width * 0.36)))
  const bars = width >= 140 ? 14 : width >= 100 ? 10 : width >= 70 ? 6 : 0
  return { name, bar: bars, room: width - MARKS - name - BYTES - (bars === 0 ? 0 : bars + 1) }
}

/** The first column from which on the last one is in sight: no further is scrolled. */
export function lastColumn(lines: readonly TableLine[], width: number): number {
  const { room } = widthsOf(lines, width)
  let first = TABLE_COLUMNS.length
  for (let used = 0; first > 0; first--) {
    used += (TABLE_COLUMNS[first - 1]?.width ?? 0) + GAP
    if (used > room) break
  }
  return first
}

const GAP = 2

function columnsFrom(first: number, room: number): readonly TableColumn[] {
  const shown: TableColumn[] = []
  let used = 0
  for (const column of TABLE_COLUMNS.slice(first)) {
    used += column.width + GAP
    if (used > room) return shown
    shown.push(column)
  }
  return shown
}

function headingSegments({ name, bar: bars, columns }: Layout): Segment[] {
  const titles = columns.map(({ title, width, align }) => cell(title, width, align)).join('')
  const gap = ' '.repeat(bars === 0 ? 0 : bars + 1)
  return [
    label(`${' '.repeat(MARKS)}${'Image'.padEnd(name)}${padStart('Unpacked', BYTES)}${gap}${titles}`, 'dim'),
  ]
}

function cell(text: string, width: number, align: TableColumn['align']): string {
  return ' '.repeat(GAP) + (align === 'right' ? padStart(text, width) : padEnd(text, width))
}

function lineSegments(
  line: TableLine,
  selected: boolean,
  marked: boolean,
  layout: Layout,
  { glyphs }: Theme,
): Segment[] {
  const name = padEnd(cutMiddle(displayText(imageTitle(line.key)), layout.name, glyphs.ellipsis), layout.name)
  const start = [
    label(selected ? glyphs.cursor : ' '),
    label(marked ? '* ' : '  ', 'match'),
    label(' '),
    { text: name, style: 'strong' } as const,
  ]
  const { row, image } = line
  if (row === null) return [...start, whyMissing(image)]
  const bytes = row.analysis.unpackedBytes
  return [
    ...start,
    label(padStart(bytes === null ? '?' : formatBytes(bytes), BYTES), bytes === null ? 'error' : 'plain'),
    label(layout.bar === 0 ? '' : ' '),
    { text: bar(bytes ?? 0, layout.largest, layout.bar, glyphs), style: 'bar' },
    ...layout.columns.map(column => label(cell(column.text(row), column.width, column.align))),
  ]
}

function whyMissing(image: TableLine['image']): Segment {
  if (image?.kind === 'failed') return label(`  ${explain(image.fault)}`, 'error')
  return label(`  ${progressText(image) ?? 'Waiting'}`, 'dim')
}
