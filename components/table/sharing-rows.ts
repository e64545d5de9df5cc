import type { ImageTable } from '../../src/analysis/compare/image-table.ts'
import {
  isTransferInDoubt,
  NO_BLOBS,
  type SharedAmount,
  type SharedMeasure,
  sharedAmount,
} from '../../src/report/compare/shared-amount.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cutMiddle, padEnd, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { TableView } from '../../src/store/compare-state.ts'
import { imageTitle } from '../../src/store/selectors/image-title.ts'
import type { TableLine } from '../../src/store/selectors/table/image-rows.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import type { TableWindow } from './table-rows.ts'

/** A matrix of what every two images share. */
export interface Sharing {
  readonly table: ImageTable
  readonly measure: SharedMeasure
}

/** Bytes of the layers every two images share; on the diagonal each image's own. Columns are numbered rows. */
export function sharingRows(
  lines: readonly TableLine[],
  sharing: Sharing,
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
  const amountOf = amounts(sharing)
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
        ...columns.map(column => cellOf(amountOf(line.key, column.key), theme)),
      ],
      base: selected ? 'selected' : 'plain',
    }
  })
  const words = padEnd(HEADINGS[sharing.measure], digits + name)
  return [{ segments: [label(`${' '.repeat(START)}${words}${heading}`, 'dim')] }, ...shown]
}

const HEADINGS = { unpacked: 'unpacked', transfer: 'by blob' } as const satisfies Record<
  SharedMeasure,
  string
>

/** Cursor, mark, and the space behind the number. */
const START = 4
const CELL = 11

/** What the words in the matrix of transfer mean. */
export function sharingNotes({ table, measure }: Sharing, width: number): RowContent[] {
  if (measure === 'unpacked') return []
  const isRecompressed = table.pairs.some(({ layers, transferBytes }) => layers > 0 && transferBytes === 0)
  return [
    ...(isTransferInDoubt(table) ? paragraph(`? unknown: ${NO_BLOBS}`, 'dim', width) : []),
    ...(isRecompressed
      ? paragraph(`${RECOMPRESSED} the same layers in other blobs: fetched again`, 'warning', width)
      : []),
  ]
}

const RECOMPRESSED = 'recompr.'

/** `null`: an image that is not read. */
function cellOf(amount: SharedAmount | null, { glyphs }: Theme): Segment {
  if (amount?.kind === 'nothing') return label(padStart(glyphs.separator, CELL), 'dim')
  if (amount?.kind === 'recompressed') return label(padStart(RECOMPRESSED, CELL), 'warning')
  if (amount === null || amount.bytes === null) return label(padStart('?', CELL), 'dim')
  return label(padStart(formatBytes(amount.bytes), CELL), amount.kind === 'own' ? 'dim' : 'good')
}

function amounts({ table, measure }: Sharing): (one: string, other: string) => SharedAmount | null {
  const places = new Map(table.rows.map(({ reference }, at) => [reference, at]))
  return (one, other) => {
    const [a, b] = [places.get(one), places.get(other)]
    return a === undefined || b === undefined ? null : sharedAmount(table, a, b, measure)
  }
}
