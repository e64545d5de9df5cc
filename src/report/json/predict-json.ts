import type { ChangeNote } from '../../analysis/build/apply-changes.ts'
import type { Builder } from '../../analysis/build/build-inputs.ts'
import type {
  PredictedStage,
  PredictedStep,
  Prediction,
  StepState,
} from '../../analysis/build/predict-build.ts'
import { noteText } from '../build/note-text.ts'
import { whyText } from '../build/predict-text.ts'
import { stepCounts } from '../build/step-counts.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope cache predict --json` prints when something changes. */
export interface PredictJson {
  readonly schemaVersion: string
  readonly dockerfile: string
  readonly builder: Builder
  /** Index of the stage the build is for. */
  readonly target: number
  readonly changes: readonly string[]
  /** What is worth saying of the changes themselves: paths that are ignored, … */
  readonly notes: readonly string[]
  readonly totals: PredictTotalsJson
  readonly stages: readonly PredictedStageJson[]
}

export interface PredictTotalsJson {
  readonly steps: number
  readonly cached: number
  readonly runs: number
  readonly cachedIfOutputSame: number
}

export interface PredictedStageJson {
  readonly name: string | null
  readonly base: string
  readonly steps: readonly PredictedStepJson[]
}

export interface PredictedStepJson {
  readonly line: number
  readonly instruction: string
  readonly state: StepState
  readonly why: string
}

export function predictJson(
  prediction: Prediction,
  notes: readonly ChangeNote[],
  asked: { readonly dockerfile: string; readonly changes: readonly string[] },
): PredictJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    dockerfile: asked.dockerfile,
    builder: prediction.builder,
    target: prediction.target,
    changes: asked.changes,
    notes: notes.map(noteText),
    totals: predictTotalsJson(prediction.stages),
    stages: prediction.stages.map(stageJson),
  }
}

export function predictTotalsJson(stages: readonly PredictedStage[]): PredictTotalsJson {
  const { all, cached, runs, open } = stepCounts(stages)
  return { steps: all, cached, runs, cachedIfOutputSame: open }
}

function stageJson({ name, base, steps }: PredictedStage): PredictedStageJson {
  return { name, base, steps: steps.map(stepJson) }
}

function stepJson(step: PredictedStep): PredictedStepJson {
  const { line, instruction, state } = step
  return { line, instruction, state, why: whyText(step) }
}
