import type { Analysis, LayerFigures } from '../../src/analysis/analysis.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import { padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import type { StepRow } from '../../src/store/selectors/step-rows.ts'
import { stepRows } from '../../src/store/selectors/step-rows.ts'
import type { Layer } from '../../src/tree/layer.ts'
import { bar } from '../text/bar.ts'
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
}

/** The visible lines of the layers pane. */
export function layersRows(known: LayersKnown, window: LayersWindow, theme: Theme): RowContent[] {
  const rows = stepRows(known.documents)
  const scale = columnsFor(window.width, known)
  return rows.slice(window.top, window.top + window.height).map((row, at) => ({
    segments: rowSegments(row, known, scale, theme),
    base: window.top + at === window.cursor ? (window.focused ? 'selected' : 'selectedUnfocused') : 'plain',
  }))
}

/** How wide the columns of the list are, and what a full bar stands for. */
interface Scale {
  readonly bar: number
  readonly digits: number
  readonly waste: number
  readonly largest: number
}

function columnsFor(width: number, known: LayersKnown): Scale {
  const sizes = known.documents.layers.map(({ index }) => layerBytes(known, index) ?? 0)
  const wastes =
    known.analysis === null ? 0 : Math.max(0, ...known.analysis.figures.map(one => one.wastedBytes ?? 0))
  return {
    bar: width >= 56 ? 12 : width >= 44 ? 8 : width >= 36 ? 5 : 0,
    digits: String(Math.max(0, known.documents.layers.length - 1)).length,
    waste: wastes === 0 ? 0 : width >= 50 ? 11 : 2,
    largest: Math.max(1, ...sizes),
  }
}

/** Unpacked bytes of a layer: read, or what the engine reported before. */
export function layerBytes(known: LayersKnown, index: number): number | null {
  const figures = known.analysis?.figures[index]
  if (figures !== undefined) return figures.unpackedBytes
  const step = known.documents.steps.find(({ layer }) => layer === index)
  return step?.reportedBytes ?? null
}

function rowSegments(row: StepRow, known: LayersKnown, scale: Scale, theme: Theme): Segment[] {
  const left = row.layer === null ? emptyColumns(scale) : layerColumns(row.layer, known, scale, theme)
  const isBase =
    known.analysis?.baseLayers != null && row.layer !== null && row.layer < known.analysis.baseLayers
  const instruction = row.step === null ? '(no history)' : row.step.instruction
  const style = row.layer === null ? 'dim' : isBase ? 'base' : 'plain'
  return [...left, label(instruction, style), ...(isBase ? [label('  base', 'base')] : [])]
}

const BYTES_COLUMN = 9

function emptyColumns(scale: Scale): Segment[] {
  return [
    label(
      ' '.repeat(1 + scale.digits + 1 + BYTES_COLUMN + 1 + scale.bar + (scale.bar > 0 ? 1 : 0) + scale.waste),
    ),
  ]
}

function layerColumns(index: number, known: LayersKnown, scale: Scale, theme: Theme): Segment[] {
  const bytes = layerBytes(known, index)
  const gap = scale.bar > 0 ? ' ' : ''
  return [
    label(` ${padStart(String(index), scale.digits)} `, 'strong'),
    sizeCell(index, bytes, known),
    label(' '),
    { text: bar((bytes ?? 0) / scale.largest, scale.bar, theme.glyphs), style: 'bar' },
    label(gap),
    wasteCell(known.analysis?.figures[index], scale, theme),
  ]
}

function sizeCell(index: number, bytes: number | null, known: LayersKnown): Segment {
  const layer = known.layers(index)
  if (layer?.kind === 'unreadable') return label(padStart('damaged', BYTES_COLUMN), 'error')
  const text = bytes === null ? '…' : formatBytes(bytes)
  return label(padStart(text, BYTES_COLUMN), layer === undefined ? 'dim' : 'plain')
}

function wasteCell(figures: LayerFigures | undefined, scale: Scale, theme: Theme): Segment {
  const wasted = figures?.wastedBytes ?? 0
  if (scale.waste === 0) return label('')
  if (wasted === 0) return label(' '.repeat(scale.waste))
  const text = scale.waste > 2 ? `${theme.glyphs.killed} ${formatBytes(wasted)}` : theme.glyphs.killed
  return label(text.padEnd(scale.waste), 'wasted')
}
