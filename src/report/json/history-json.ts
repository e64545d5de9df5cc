import type { Analysis } from '../../analysis/analysis.ts'
import type { Step } from '../../image/image.ts'
import { type LayerJson, layersJson } from './layer-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** One step of the history, the empty ones included. */
export interface StepJson {
  readonly index: number
  /** The layer it made. */
  readonly layer: number | null
  readonly instruction: string
  readonly createdBy: string
  readonly created: string | null
  readonly comment: string | null
  readonly empty: boolean
}

/** What `layerscope history --json` prints: the steps, and the layers whose figures they have. */
export interface HistoryJson {
  readonly schemaVersion: string
  readonly history: readonly StepJson[]
  readonly layers: readonly LayerJson[]
}

export function historyJson(analysis: Analysis): HistoryJson {
  return { schemaVersion: SCHEMA_VERSION, history: stepsJson(analysis), layers: layersJson(analysis) }
}

export function stepsJson(analysis: Analysis): StepJson[] {
  return analysis.documents.steps.map(stepJson)
}

function stepJson(step: Step): StepJson {
  const { index, layer, instruction, createdBy, created, comment, empty } = step
  return { index, layer, instruction, createdBy, created, comment, empty }
}
