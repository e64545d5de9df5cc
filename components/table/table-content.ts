import type { ImageTable } from '../../src/analysis/compare/image-table.ts'
import { explain } from '../../src/errors.ts'
import { displayText } from '../../src/report/display-name.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import type { TableSortKey, TableView } from '../../src/store/compare-state.ts'
import { imageTitle } from '../../src/store/selectors/image-title.ts'
import { stepRows } from '../../src/store/selectors/step-rows.ts'
import type { TableLine } from '../../src/store/selectors/table/image-rows.ts'
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
import { label } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { sharingRows } from './sharing-rows.ts'
import { MORE_FIELDS, TABLE_COLUMNS } from './table-columns.ts'
import { tableRows } from './table-rows.ts'

export interface TableProps {
  readonly lines: readonly TableLine[]
  readonly table: ImageTable | undefined
  readonly view: TableView
  readonly cursor: number
  readonly top: number
  readonly size: Size
}

/** The images as a table, or what every two of them share. */
export function tableContent(props: TableProps, theme: Theme): PaneContent {
  const { lines, table, view, cursor, top } = props
  const { columns: width, rows } = paneInside(props.size)
  const height = rows - 1
  const window = { top, height, width, cursor }
  const shared = view.shows === 'sharing' && table !== undefined
  return {
    title: [label(view.shows === 'table' ? 'Images' : 'Bytes of shared layers, unpacked', 'title')],
    note: [label(noteOf(view, theme))],
    footer: positionFooter(cursor, lines.length),
    focused: true,
    rows: shared
      ? sharingRows(lines, table, view, window, theme)
      : tableRows(lines, table, view, window, theme),
    scroll: { top, visible: height, total: lines.length },
  }
}

const SORTS = {
  given: 'as given',
  unpacked: 'unpacked',
  final: 'final',
  waste: 'wasted',
  unique: 'unique',
  name: 'name',
} as const satisfies Record<TableSortKey, string>

function noteOf({ sort, marked }: TableView, { glyphs }: Theme): string {
  const order = `${SORTS[sort.by]} ${sort.reversed ? glyphs.ascending : glyphs.descending}`
  return marked.size === 0 ? order : `${marked.size} marked  ${order}`
}

/** Everything told of one image, in as many columns as there is room for. */
export function tableDetail(line: TableLine | undefined, size: Size, theme: Theme): PaneContent {
  const { columns: width } = paneInside(size)
  return {
    title: [label(line === undefined ? 'Details' : imageTitle(line.key), 'title')],
    focused: false,
    rows: line === undefined ? [] : [...detailRows(line, width), ...layersOf(line, size, theme)],
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
