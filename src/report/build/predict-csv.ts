import type { PredictedStage, PredictedStep, Prediction } from '../../analysis/build/predict-build.ts'
import { type CsvColumn, csvPieces } from '../csv.ts'
import { displayText } from '../display-name.ts'
import type { PredictedStepJson } from '../json/predict-json.ts'
import { whyText } from './predict-text.ts'

/** `layerscope cache predict --format csv`: one row a step. */
export function predictCsv({ stages }: Prediction): Iterable<string> {
  return csvPieces(
    COLUMNS,
    stages.flatMap(stage => stage.steps.map(step => ({ stage, step }))),
  )
}

interface Row {
  readonly stage: PredictedStage
  readonly step: PredictedStep
}

const COLUMNS: readonly CsvColumn<Row, 'stage' | keyof PredictedStepJson>[] = [
  { name: 'stage', value: ({ stage }) => displayText(stage.name ?? `${stage.index}`) },
  { name: 'line', value: ({ step }) => step.line },
  { name: 'instruction', value: ({ step }) => displayText(step.instruction) },
  { name: 'state', value: ({ step }) => displayText(step.state) },
  { name: 'why', value: ({ step }) => displayText(whyText(step)) },
]
