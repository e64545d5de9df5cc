import type { ImageTable } from '../../src/analysis/compare/image-table.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cutMiddle, padEnd, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { TableView } from '../../src/store/compare-state.ts'
import { imageTitle } from '../../src/store/selectors/image-title.ts'
import type { TableLine } from '../../src/store/selectors/table/image-rows.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import type { TableWindow } from './table-rows.ts'

/** Unpacked bytes of the layers every two images share; on the diagonal each image's own. Columns are numbered rows. */
export function sharingRows(
  lines: readonly TableLine[],
  table: ImageTable,
  view: TableView,
  window: TableWindow,
  theme: Theme,
): RowContent[] {
  const longest = Math.max(5, ...lines.map(({ key }) => textWidth(displayText(imageTitle(key)))))
  const name = Math.min(longest, Math.max(12, Math.floor(window.width * 0.36)))
  const digits = String(lines.length).length
  const room = Math.max(1, Math.floor((window.width - START - digits - name) / CELL))
  const first = Math.max(0, Math.min(view.column, lines.length - room))
  const columns = lines.slice(first, first + room)
  const sharing = sharedBytes(table)
  const heading = columns.map((_, at) => padStart(String(first + at + 1), CELL)).join('')
  const shown = lines.slice(window.top, window.top + window.height).map((line, at): RowContent => {
    const index = window.top + at
    const selected = index === window.cursor
    const title = cutMiddle(displayText(imageTitle(line.key)), name, theme.glyphs.ellipsis)
    return {
      segments: [
        label(selected ? theme.glyphs.cursor : ' '),
        label(view.marked.has(line.key) ? '* ' : '  ', 'match'),
        label(`${padStart(String(index + 1), digits)} `, 'key'),
        { text: padEnd(title, name), style: 'strong' },
        ...columns.map(column => cellOf(sharing(line.key, column.key), line.key === column.key, theme)),
      ],
      base: selected ? 'selected' : 'plain',
    }
  })
  return [{ segments: [label(`${' '.repeat(START + digits + name)}${heading}`, 'dim')] }, ...shown]
}

/** Cursor, mark, and the space behind the number. */
const START = 4
const CELL = 11

/** `null` = unknown. */
type Sharing = number | null

function cellOf(bytes: Sharing, isOwn: boolean, { glyphs }: Theme): Segment {
  if (bytes === null) return label(padStart('?', CELL), 'dim')
  if (bytes === 0 && !isOwn) return label(padStart(glyphs.separator, CELL), 'dim')
  return label(padStart(formatBytes(bytes), CELL), isOwn ? 'dim' : 'good')
}

function sharedBytes({ rows, pairs }: ImageTable): (one: string, other: string) => Sharing {
  const places = new Map(rows.map(({ reference }, at) => [reference, at]))
  const known = new Map(pairs.map(({ a, b, bytes }) => [`${a} ${b}`, bytes]))
  return (one, other) => {
    const [a, b] = [places.get(one), places.get(other)]
    if (a === undefined || b === undefined) return null
    if (a === b) return rows[a]?.analysis.unpackedBytes ?? null
    return known.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? null
  }
}
