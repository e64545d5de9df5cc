import { explain } from '../../src/errors.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cutMiddle, padEnd, padStart } from '../../src/report/fit-text.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { TableView } from '../../src/store/compare-state.ts'
import { imageTitle } from '../../src/store/selectors/image-title.ts'
import type { TableLine } from '../../src/store/selectors/table/image-rows.ts'
import { progressText } from '../status/progress-text.ts'
import { bar } from '../text/bar.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { type ColumnSet, toldLine } from './column-set.ts'
import type { LeadColumn, ShownColumn } from './shown-column.ts'

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
  set: ColumnSet,
  view: TableView,
  window: TableWindow,
  theme: Theme,
): RowContent[] {
  const layout = layoutOf(lines, set, view, window.width)
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
  readonly lead: LeadColumn
  readonly leadWidth: number
  readonly bar: number
  readonly columns: readonly ShownColumn[]
  readonly largest: number
}

const MARKS = 4
const BYTES = 10

function layoutOf(lines: readonly TableLine[], set: ColumnSet, view: TableView, width: number): Layout {
  const { room, ...widths } = widthsOf(lines, set, width)
  const largest = Math.max(1, ...lines.flatMap(toldLine).map(line => set.lead.amount(line) ?? 0))
  const first = Math.min(view.column, lastColumn(lines, set, width))
  return { ...widths, lead: set.lead, columns: columnsFrom(set.columns, first, room), largest }
}

function widthsOf(lines: readonly TableLine[], { lead }: ColumnSet, width: number) {
  const longest = Math.max(5, ...lines.map(({ key }) => textWidth(displayText(imageTitle(key)))))
  const name = Math.min(longest, Math.max(12, Math.floor(width * 0.36)))
  const bars = width >= 140 ? 14 : width >= 100 ? 10 : width >= 70 ? 6 : 0
  const leadTexts = [lead.title, ...lines.flatMap(toldLine).map(lead.text)]
  const leadWidth = Math.max(BYTES, ...leadTexts.map(text => textWidth(text) + 1))
  return { name, leadWidth, bar: bars, room: width - MARKS - name - leadWidth - (bars === 0 ? 0 : bars + 1) }
}

/** The first column from which on the last one is in sight: no further is scrolled. */
export function lastColumn(lines: readonly TableLine[], set: ColumnSet, width: number): number {
  const { room } = widthsOf(lines, set, width)
  let first = set.columns.length
  for (let used = 0; first > 0; first--) {
    used += (set.columns[first - 1]?.width ?? 0) + GAP
    if (used > room) break
  }
  return first
}

const GAP = 2

function columnsFrom(all: readonly ShownColumn[], first: number, room: number): readonly ShownColumn[] {
  const shown: ShownColumn[] = []
  let used = 0
  for (const column of all.slice(first)) {
    used += column.width + GAP
    if (used > room) return shown
    shown.push(column)
  }
  return shown
}

function headingSegments({ name, lead, leadWidth, bar: bars, columns }: Layout): Segment[] {
  const titles = columns.map(({ title, width, align }) => cell(title, width, align)).join('')
  const gap = ' '.repeat(bars === 0 ? 0 : bars + 1)
  return [
    label(
      `${' '.repeat(MARKS)}${'Image'.padEnd(name)}${padStart(lead.title, leadWidth)}${gap}${titles}`,
      'dim',
    ),
  ]
}

function cell(text: string, width: number, align: ShownColumn['align']): string {
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
  const [told] = toldLine(line)
  if (told === undefined) return [...start, whyMissing(line.image)]
  const { lead, leadWidth, columns } = layout
  const amount = lead.amount(told)
  return [
    ...start,
    label(padStart(lead.text(told), leadWidth), amount === null ? 'error' : 'plain'),
    label(layout.bar === 0 ? '' : ' '),
    { text: bar(amount ?? 0, layout.largest, layout.bar, glyphs), style: 'bar' },
    ...columns.map(column => label(cell(column.text(told), column.width, column.align))),
  ]
}

function whyMissing(image: TableLine['image']): Segment {
  if (image?.kind === 'failed') return label(`  ${explain(image.fault)}`, 'error')
  return label(`  ${progressText(image) ?? 'Waiting'}`, 'dim')
}
