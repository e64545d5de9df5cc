import type { Analysis } from '../../src/analysis/analysis.ts'
import { baseFigures } from '../../src/analysis/base/base-figures.ts'
import type { BaseImage } from '../../src/analysis/base/base-image.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import { padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { unreadWord } from '../../src/report/unread-word.ts'
import { arrivedBytes } from '../../src/store/selectors/shown-tree.ts'
import type { StepRow } from '../../src/store/selectors/step-rows.ts'
import type { Layer } from '../../src/tree/layer.ts'
import { bar } from '../text/bar.ts'
import { spread } from '../text/fit-segments.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'

/** What is known of the layers so far. */
export interface LayersKnown {
  readonly documents: ImageDocuments
  readonly layers: (index: number) => Layer | undefined
  /** `null` until the image is read. */
  readonly analysis: Analysis | null
}

export interface LayersWindow {
  readonly top: number
  readonly height: number
  /** Columns of a row. */
  readonly width: number
  /** Row of the list under the cursor. */
  readonly cursor: number
  readonly focused: boolean
  /** The layer marked to be compared; `null` when none of this image is. */
  readonly marked: number | null
}

/** The visible lines of the layers pane. */
export function layersRows(
  known: LayersKnown,
  rows: readonly StepRow[],
  window: LayersWindow,
  theme: Theme,
): RowContent[] {
  const scale = { ...columnsFor(window.width, known, rows), marked: window.marked }
  return rows.slice(window.top, window.top + window.height).map((row, at) => ({
    segments: rowSegments(row, window.top + at === window.cursor, known, scale, theme),
    base: window.top + at === window.cursor ? (window.focused ? 'selected' : 'selectedUnfocused') : 'plain',
  }))
}

/** How wide the columns of the list are, and what a full bar stands for. */
interface Scale {
  /** Of the whole row. */
  readonly width: number
  readonly bar: number
  readonly digits: number
  readonly waste: number
  readonly largest: number
}

/** The scale, and which layer is marked. */
interface Drawing extends Scale {
  readonly marked: number | null
}

function columnsFor(width: number, known: LayersKnown, rows: readonly StepRow[]): Scale {
  const sizes = rows.map(row => rowBytes(row, known) ?? 0)
  const wastes =
    known.analysis === null ? 0 : Math.max(0, ...known.analysis.figures.map(one => one.wastedBytes ?? 0))
  return {
    width,
    bar: width >= 56 ? 12 : width >= 44 ? 8 : width >= 36 ? 4 : 0,
    digits: String(Math.max(0, known.documents.layers.length - 1)).length,
    waste: wastes === 0 ? 0 : width >= 50 ? WASTE_COLUMN : 2,
    largest: Math.max(1, ...sizes),
  }
}

/** `✗ 682.7 kB ` */
const WASTE_COLUMN = 12

/** Unpacked bytes of a layer: counted, or what the engine reported before, or those of the layer as it arrived. */
export function layerBytes(known: LayersKnown, index: number): number | null {
  const figures = known.analysis?.figures[index]
  if (figures !== undefined) return figures.unpackedBytes
  const step = known.documents.steps.find(({ layer }) => layer === index)
  if (step?.reportedBytes != null) return step.reportedBytes
  const layer = known.layers(index)
  return layer === undefined ? null : arrivedBytes(layer)
}

function rowSegments(
  row: StepRow,
  selected: boolean,
  known: LayersKnown,
  scale: Drawing,
  theme: Theme,
): Segment[] {
  const edge = label(selected ? theme.glyphs.cursor : ' ')
  if (row.base !== null) return [edge, ...foldedBaseSegments(row.base, known, scale, theme)]
  const left = [
    edge,
    ...(row.layer === null ? emptyColumns(scale) : layerColumns(row.layer, known, scale, theme)),
  ]
  const base = known.analysis?.base?.layers ?? 0
  const isBase = row.layer !== null && row.layer < base
  const style = row.layer === null ? 'dim' : isBase ? 'base' : 'plain'
  const words = [...left, label(row.step?.instruction ?? '(no history)', style)]
  return isBase ? [...spread(words, [label(' base', 'base')], scale.width, theme.glyphs.ellipsis)] : words
}

/** ` ▸    117.0 MB ████  ✗ 2.0 MB  base debian:bookworm, 4 layers`: what it wastes stays in sight. */
function foldedBaseSegments(base: BaseImage, known: LayersKnown, scale: Drawing, theme: Theme): Segment[] {
  const parts = known.analysis === null ? null : baseFigures(known.analysis)
  const bytes = parts?.base.unpackedBytes ?? null
  const count = base.layers === 1 ? '1 layer' : `${base.layers} layers`
  const isMarked = scale.marked !== null && scale.marked < base.layers
  return [
    label(padStart(theme.glyphs.tree.collapsed.trim(), scale.digits), 'base'),
    label(isMarked ? '*' : ' ', 'match'),
    label(padStart(bytes === null ? UNKNOWN : formatBytes(bytes), BYTES_COLUMN)),
    label(' '),
    { text: bar(bytes ?? 0, scale.largest, scale.bar, theme.glyphs), style: 'bar' },
    label(scale.bar > 0 ? ' ' : ''),
    wasteCell(parts?.base.wastedBytes ?? 0, scale, theme),
    label(base.name === null ? `base image, ${count}` : `base ${base.name}, ${count}`, 'base'),
  ]
}

const UNKNOWN = '?'

/** Unpacked bytes a line stands for. */
function rowBytes({ layer, base }: StepRow, known: LayersKnown): number | null {
  if (base !== null && known.analysis !== null) return baseFigures(known.analysis)?.base.unpackedBytes ?? null
  return layer === null ? null : layerBytes(known, layer)
}

const BYTES_COLUMN = 9

/** As wide as the columns of a layer, so that instructions stand under each other. */
function emptyColumns({ digits, bar: bars, waste }: Scale): Segment[] {
  return [label(' '.repeat(digits + 1 + BYTES_COLUMN + 1 + bars + (bars > 0 ? 1 : 0) + waste))]
}

function layerColumns(index: number, known: LayersKnown, scale: Drawing, theme: Theme): Segment[] {
  const bytes = layerBytes(known, index)
  return [
    label(padStart(String(index), scale.digits), 'strong'),
    label(index === scale.marked ? '*' : ' ', 'match'),
    sizeCell(index, bytes, known, theme),
    label(' '),
    { text: bar(bytes ?? 0, scale.largest, scale.bar, theme.glyphs), style: 'bar' },
    label(scale.bar > 0 ? ' ' : ''),
    wasteCell(known.analysis?.figures[index]?.wastedBytes ?? 0, scale, theme),
  ]
}

function sizeCell(index: number, bytes: number | null, known: LayersKnown, { glyphs }: Theme): Segment {
  const layer = known.layers(index)
  if (layer?.kind === 'unreadable') return label(padStart(unreadWord(layer.fault), BYTES_COLUMN), 'error')
  const text = bytes === null ? glyphs.ellipsis : formatBytes(bytes)
  return label(padStart(text, BYTES_COLUMN), layer === undefined ? 'dim' : 'plain')
}

function wasteCell(wasted: number, scale: Scale, theme: Theme): Segment {
  if (scale.waste === 0) return label('')
  if (wasted === 0) return label(' '.repeat(scale.waste))
  const text =
    scale.waste > 2
      ? `${theme.glyphs.killed} ${padStart(formatBytes(wasted), BYTES_COLUMN)}`
      : theme.glyphs.killed
  return label(text.padEnd(scale.waste), 'wasted')
}
