import type { LayerRow, LayerState } from '../../src/analysis/compare/image-comparison.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cutOrPad, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { unreadWord } from '../../src/report/unread-word.ts'
import { type LayersKnown, layerBytes } from '../explore/layers-rows.ts'
import { bar } from '../text/bar.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { StyleName, Theme } from '../theme.ts'

/** What is known of both images' layers; `undefined` where nothing is, yet or at all. */
export interface BothLayers {
  readonly a: LayersKnown | undefined
  readonly b: LayersKnown | undefined
}

export interface LayerPairWindow {
  readonly top: number
  readonly height: number
  /** Columns of a row. */
  readonly width: number
  /** Row under the cursor. */
  readonly cursor: number
  readonly focused: boolean
}

/** The visible rows of the aligned layers: `0  2.0 MB ██ FROM debian  = shared  0  2.0 MB ██ FROM debian`. */
export function layerPairRows(
  rows: readonly LayerRow[],
  both: BothLayers,
  window: LayerPairWindow,
  theme: Theme,
): RowContent[] {
  const columns = columnsFor(both, window.width)
  return rows.slice(window.top, window.top + window.height).map((row, at) => {
    const selected = window.top + at === window.cursor
    return {
      segments: [
        label(selected ? theme.glyphs.cursor : ' '),
        ...halfSegments(row.a, row.instructionA, both.a, row.state, columns, theme),
        ...stateSegments(row, both, columns),
        ...halfSegments(row.b, row.instructionB, both.b, row.state, columns, theme),
      ],
      base: selected ? (window.focused ? 'selected' : 'selectedUnfocused') : 'plain',
    }
  })
}

interface Columns {
  /** Of one image's half. */
  readonly half: number
  readonly digits: number
  readonly bar: number
  /** Of the state in words; 0 leaves them out. */
  readonly word: number
  /** What a full bar stands for. */
  readonly largest: number
}

function columnsFor(both: BothLayers, width: number): Columns {
  const word = width >= ROOM_FOR_WORDS ? 'recompressed'.length + 1 : 0
  const half = Math.floor((width - 1 - MARK - word) / 2)
  const sides = [both.a, both.b].filter(side => side !== undefined)
  const counts = sides.map(({ documents }) => documents.layers.length)
  const bytes = sides.flatMap(side => side.documents.layers.map(({ index }) => layerBytes(side, index) ?? 0))
  return {
    half,
    digits: String(Math.max(1, ...counts) - 1).length,
    bar: half >= 56 ? 12 : half >= 40 ? 8 : half >= 32 ? 4 : 0,
    word,
    largest: bytes.reduce((most, each) => Math.max(most, each), 1),
  }
}

/** ` = `, and the word behind it where there is room. */
const MARK = 3
const ROOM_FOR_WORDS = 100

/** The letters of paths where they fit: what only A has is gone in B. */
export const LAYER_MARKS = {
  shared: ['=', 'shared', 'dim'],
  recompressed: ['z', 'recompressed', 'warning'],
  sameFiles: ['~', 'same files', 'dim'],
  changed: ['M', 'changed', 'modified'],
  onlyA: ['D', 'only A', 'removed'],
  onlyB: ['A', 'only B', 'added'],
} as const satisfies Record<LayerState, readonly [letter: string, word: string, style: StyleName]>

/** Nothing beside an image of which nothing is known; a changed layer not read yet may turn out to hold the same. */
function stateSegments(row: LayerRow, both: BothLayers, { word }: Columns): Segment[] {
  if (both.a === undefined || both.b === undefined) return [label(' '.repeat(MARK + word))]
  const isOpen = row.state === 'changed' && !row.filesKnown && !(both.a?.analysis && both.b?.analysis)
  const [letter, words, style] = isOpen ? (['?', 'not read yet', 'dim'] as const) : LAYER_MARKS[row.state]
  return [label(` ${letter} `, style), label(word === 0 ? '' : words.padEnd(word), style)]
}

function halfSegments(
  index: number | null,
  instruction: string | null,
  known: LayersKnown | undefined,
  state: LayerState,
  columns: Columns,
  { glyphs }: Theme,
): Segment[] {
  if (index === null || known === undefined) return [label(' '.repeat(columns.half))]
  const bytes = layerBytes(known, index)
  const layer = known.layers(index)
  const unread = layer?.kind === 'unreadable' ? unreadWord(layer.fault) : null
  const size = unread ?? (bytes === null ? glyphs.ellipsis : formatBytes(bytes))
  const bars = columns.bar === 0 ? 0 : columns.bar + 1
  const room = Math.max(0, columns.half - columns.digits - 1 - BYTES - 1 - bars)
  const words = cutOrPad(displayText(instruction ?? '(no history)'), room, glyphs.ellipsis)
  return [
    label(`${padStart(String(index), columns.digits)} `, 'strong'),
    label(padStart(size, BYTES), unread === null ? 'plain' : 'error'),
    label(' '),
    { text: bar(bytes ?? 0, columns.largest, columns.bar, glyphs), style: 'bar' },
    label(columns.bar === 0 ? '' : ' '),
    { text: words, style: state === 'shared' ? 'dim' : 'plain' },
  ]
}

const BYTES = 9
