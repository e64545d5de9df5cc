import type { ImageTable } from '../../src/analysis/compare/image-table.ts'
import { explain } from '../../src/errors.ts'
import type { SharedMeasure } from '../../src/report/compare/shared-amount.ts'
import { displayText } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import {
  type PullPlan,
  TABLE_SHOWS,
  type TableShows,
  type TableSortKey,
  type TableView,
} from '../../src/store/compare-state.ts'
import { imageTitle } from '../../src/store/selectors/image-title.ts'
import { stepRows } from '../../src/store/selectors/step-rows.ts'
import type { TableLine } from '../../src/store/selectors/table/image-rows.ts'
import type { TablePull } from '../../src/store/selectors/table/table-pull.ts'
import type { ImageState } from '../../src/store/state.ts'
import { layersKnown } from '../explore/layers-content.ts'
import { layersRows } from '../explore/layers-rows.ts'
import {
  type PaneContent,
  paneInside,
  positionFooter,
  type RowContent,
  type Size,
} from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { columnSet } from './column-set.ts'
import { planRows, pullRows } from './pull-rows.ts'
import { sharingNotes, sharingRows } from './sharing-rows.ts'
import { MORE_FIELDS, TABLE_COLUMNS } from './table-columns.ts'
import { tableRows } from './table-rows.ts'

export interface TableProps {
  readonly lines: readonly TableLine[]
  readonly table: ImageTable | undefined
  readonly pull: TablePull | undefined
  /** Whether what pulling takes was asked for. */
  readonly isAsked: boolean
  readonly view: TableView
  readonly cursor: number
  readonly top: number
  readonly size: Size
}

/** The images as a table, what pulling them takes, or what every two of them share. */
export function tableContent(props: TableProps, theme: Theme): PaneContent {
  const { lines, table, pull, isAsked, view, cursor, top } = props
  const { columns: width, rows } = paneInside(props.size)
  const height = rows - 1
  const window = { top, height, width, cursor }
  const measure = MEASURES[view.shows]
  return {
    title: titleOf(view.shows),
    note: [label(noteOf(view, theme))],
    footer: positionFooter(cursor, lines.length),
    focused: true,
    rows:
      measure === null || table === undefined
        ? tableRows(lines, columnSet(view.shows, lines, pull, isAsked), view, window, theme)
        : sharingRows(lines, { table, measure }, view, window, theme),
    scroll: { top, visible: height, total: lines.length },
  }
}

const MEASURES = {
  images: null,
  pull: null,
  unpackedShared: 'unpacked',
  transferShared: 'transfer',
} as const satisfies Record<TableShows, SharedMeasure | null>

/** `[1 Images]  2 Pull   3 Shared   4 Shared transfer`: the digits show each. */
function titleOf(shows: TableShows): Segment[] {
  return TABLE_SHOWS.flatMap((each, at) => {
    const words = `${at + 1} ${TITLES[each]}`
    const gap = label(at === 0 ? '' : ' ')
    return each === shows ? [gap, label(`[${words}]`, 'title')] : [gap, label(` ${words} `)]
  })
}

const TITLES = {
  images: 'Images',
  pull: 'Pull',
  unpackedShared: 'Shared',
  transferShared: 'Shared transfer',
} as const satisfies Record<TableShows, string>

const SORTS = {
  given: 'as given',
  unpacked: 'unpacked',
  final: 'final',
  waste: 'wasted',
  unique: 'unique',
  transfer: 'pull',
  update: 'update',
  name: 'name',
} as const satisfies Record<TableSortKey, string>

function noteOf({ sort, marked }: TableView, { glyphs }: Theme): string {
  const order = `${SORTS[sort.by]} ${sort.reversed ? glyphs.ascending : glyphs.descending}`
  return marked.size === 0 ? order : `${marked.size} marked  ${order}`
}

export interface TableDetailProps {
  readonly line: TableLine | undefined
  readonly table: ImageTable | undefined
  readonly shows: TableShows
  readonly pull: TablePull | undefined
  readonly plan: PullPlan
  /** The image of `--have`. */
  readonly have: ImageState | undefined
  readonly size: Size
}

/** Everything told of one image, in as many columns as there is room for, or what pulling it takes. */
export function tableDetail(props: TableDetailProps, theme: Theme): PaneContent {
  const { line, table, shows, pull, plan, have, size } = props
  const { columns: width } = paneInside(size)
  const isPull = shows === 'pull' && pull !== undefined
  const measure = MEASURES[shows]
  const notes = measure === null || table === undefined ? [] : sharingNotes({ table, measure }, width)
  const told = (of: TableLine) =>
    isPull
      ? [...pullRows(of, pull, have, width), ...(plan.isAsked ? [] : planRows(width))]
      : detailRows(of, width)
  return {
    title: [label(line === undefined ? 'Details' : imageTitle(line.key), 'title')],
    focused: false,
    rows: line === undefined ? [] : [...notes, ...told(line), ...layersOf(line, size, theme)],
  }
}

/** Its layers, where there is room left. */
function layersOf({ image }: TableLine, size: Size, theme: Theme): RowContent[] {
  const known = layersKnown(image)
  if (known === undefined) return []
  const window = {
    top: 0,
    height: size.rows,
    width: paneInside(size).columns,
    cursor: -1,
    focused: false,
    marked: null,
  }
  return [{ segments: [label('')] }, ...layersRows(known, stepRows(known.documents), window, theme)]
}

function detailRows({ row, image }: TableLine, width: number): RowContent[] {
  if (image?.kind === 'failed') return paragraph(explain(image.fault), 'error', width)
  if (row === null) return paragraph('Not read yet.', 'dim', width)
  const fields = TABLE_COLUMNS.map(({ says, text }) => [says, text(row)] as const)
  const across = Math.max(1, Math.floor(width / FIELD))
  const down = Math.ceil(fields.length / across)
  const short = Array.from({ length: down }, (_, at) => ({
    segments: Array.from({ length: across }, (_, column) => fields[column * down + at]).flatMap(field =>
      field === undefined
        ? []
        : [label(` ${field[0].padEnd(NAME)}`, 'heading'), label(field[1].padEnd(FIELD - NAME - 1))],
    ),
  }))
  return [...short, ...MORE_FIELDS.flatMap(({ says, text }) => longField(says, text(row), width))]
}

const FIELD = 38
const NAME = 20

function longField(says: string, value: string, width: number): RowContent[] {
  return wrapText(displayText(value), Math.max(8, width - NAME - 2)).map((text, at) => ({
    segments: [label(` ${(at === 0 ? says : '').padEnd(NAME)}`, 'heading'), { text }],
  }))
}
