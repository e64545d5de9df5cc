import type { Analysis } from '../../analysis/analysis.ts'
import type { ImageComparison, LayerRow, LayerState } from '../../analysis/compare/image-comparison.ts'
import { amountCell } from '../amount.ts'
import { type Line, type Tone, words } from '../line.ts'
import { type Cell, type Column, tableLines } from '../text-table.ts'

/** The aligned layers, a row each; instructions are cut at `width`. */
export function layerRowLines(comparison: ImageComparison, width: number | null): Line[] {
  const lines = tableLines(
    COLUMNS,
    comparison.layers.map(row => layerCells(comparison, row)),
    width,
  )
  const unknown = comparison.layers.some(({ compressionUnknown }) => compressionUnknown)
  if (!unknown) return lines
  return [
    ...lines,
    [words('* compression unknown: a source holds the layer uncompressed, so its blob may differ', 'faint')],
  ]
}

const COLUMNS: readonly Column[] = [
  { title: 'Layers', align: 'left' },
  { title: 'A', align: 'right' },
  { title: 'Unpacked', align: 'right' },
  { title: 'B', align: 'right' },
  { title: 'Unpacked', align: 'right' },
  { title: 'Instruction', align: 'left' },
]

function layerCells({ a, b }: ImageComparison, row: LayerRow): Cell[] {
  return [
    words(stateText(row), STATES[row.state].tone),
    words(row.a === null ? '' : String(row.a)),
    words(bytesCell(a, row.a)),
    words(row.b === null ? '' : String(row.b)),
    words(bytesCell(b, row.b)),
    words(instructionText(row)),
  ]
}

/** `shared`, `shared*` where the compression is unknown, `changed (not read)`. */
export function stateText({ state, compressionUnknown, filesKnown }: LayerRow): string {
  const { text } = STATES[state]
  return `${text}${compressionUnknown ? '*' : ''}${filesKnown ? '' : ' (not read)'}`
}

const STATES: Readonly<Record<LayerState, { readonly text: string; readonly tone: Tone }>> = {
  shared: { text: 'shared', tone: 'faint' },
  recompressed: { text: 'recompressed', tone: 'warning' },
  sameFiles: { text: 'same files', tone: 'warning' },
  changed: { text: 'changed', tone: 'modified' },
  onlyA: { text: 'only A', tone: 'removed' },
  onlyB: { text: 'only B', tone: 'added' },
}

function bytesCell({ figures }: Analysis, layer: number | null): string {
  return layer === null ? '' : amountCell(figures[layer]?.unpackedBytes ?? null)
}

/** On one line; both where they differ, as after another file was copied. */
export function instructionText({ instructionA, instructionB }: LayerRow): string {
  const [a, b] = [oneLine(instructionA), oneLine(instructionB)]
  if (a === null || b === null || a === b) return a ?? b ?? '(no history)'
  return `${a}  →  ${b}`
}

function oneLine(instruction: string | null): string | null {
  const text = instruction?.replace(/\s+/g, ' ').trim() ?? ''
  return text === '' ? null : text
}
