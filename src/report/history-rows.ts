import type { Analysis, LayerFigures } from '../analysis/analysis.ts'
import type { Step } from '../image/image.ts'
import type { Layer } from '../tree/layer.ts'

/** One line of a history: a step, the layer it made, or a layer that no step tells of. */
export interface HistoryRow {
  readonly step: Step | null
  readonly layer: { readonly layer: Layer; readonly figures: LayerFigures } | null
  /** Whether it stands at or below the last layer of the base image. */
  readonly base: boolean
}

/** Every step in order; a layer without a step stands after the layer below it. */
export function historyRows(analysis: Analysis): HistoryRow[] {
  const rows = allRows(analysis)
  const top = (analysis.base?.layers ?? 0) - 1
  const last = rows.findIndex(({ layer }) => layer?.figures.index === top)
  return rows.map((row, at) => ({ ...row, base: at <= last }))
}

function allRows(analysis: Analysis): Omit<HistoryRow, 'base'>[] {
  const rows: Omit<HistoryRow, 'base'>[] = analysis.documents.steps.map(step => ({
    step,
    layer: layerRow(analysis, step.layer),
  }))
  for (const { index, step } of analysis.documents.layers) {
    if (step !== null) continue
    const below = rows.findLastIndex(row => row.layer?.layer.index === index - 1)
    rows.splice(below + 1, 0, { step: null, layer: layerRow(analysis, index) })
  }
  return rows
}

/** The row's command on one line, or what to say where there is none. */
export function rowInstruction({ step }: Pick<HistoryRow, 'step'>): string {
  if (step === null) return '(no history)'
  const instruction = step.instruction.replace(/\s+/g, ' ').trim()
  return instruction === '' ? '(no instruction)' : instruction
}

function layerRow(analysis: Analysis, index: number | null): HistoryRow['layer'] {
  const layer = index === null ? undefined : analysis.layers[index]
  const figures = index === null ? undefined : analysis.figures[index]
  return layer === undefined || figures === undefined ? null : { layer, figures }
}
