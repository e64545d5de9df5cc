import type { ChangeNote } from '../../analysis/build/apply-changes.ts'
import type { BetterOrder } from '../../analysis/build/better-order.ts'
import type { Builder } from '../../analysis/build/build-inputs.ts'
import type {
  PredictedStage,
  PredictedStep,
  Prediction,
  StepState,
} from '../../analysis/build/predict-build.ts'
import { type BuildCost, costOf } from '../../analysis/build/step-costs.ts'
import type { TypicalChange } from '../../analysis/build/typical-changes.ts'
import type { Dockerfile } from '../../image/dockerfile/dockerfile.ts'
import { noteText } from '../build/note-text.ts'
import { orderSentence } from '../build/order-text.ts'
import type { Outlook } from '../build/outlook.ts'
import { type Asked, whyText } from '../build/predict-text.ts'
import { stepCounts } from '../build/step-counts.ts'
import { unifiedDiff } from '../build/unified-diff.ts'
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
  readonly cost: BuildCost
  readonly stages: readonly PredictedStageJson[]
  /** What changes everybody makes would do. */
  readonly typicalChanges: readonly TypicalChangeJson[]
  /** null: no order that is sure to build the same keeps more in the cache. */
  readonly betterOrder: BetterOrderJson | null
}

export interface TypicalChangeJson {
  readonly kind: TypicalChange['kind']
  readonly what: string
  readonly totals: PredictTotalsJson
  readonly cost: BuildCost
}

export interface BetterOrderJson {
  readonly kind: BetterOrder['kind']
  readonly summary: string
  /** Unified, for patch. */
  readonly diff: string
  readonly commandsAgain: readonly JudgedChangeJson[]
}

/** Commands of RUNs that run again after a change, as the Dockerfile is and reordered. */
export interface JudgedChangeJson {
  readonly kind: TypicalChange['kind']
  readonly what: string
  readonly now: number
  readonly reordered: number
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
  asked: Asked,
  { simulated, order, dockerfile, costs }: Outlook,
): PredictJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    dockerfile: asked.dockerfile,
    builder: prediction.builder,
    target: prediction.target,
    changes: asked.changes,
    notes: notes.map(noteText),
    totals: predictTotalsJson(prediction.stages),
    cost: asked.cost,
    stages: prediction.stages.map(stageJson),
    typicalChanges: simulated.map(({ change: { kind, what }, prediction: each }) => {
      return { kind, what, totals: predictTotalsJson(each.stages), cost: costOf(each, costs) }
    }),
    betterOrder: order === null ? null : orderJson(order, dockerfile),
  }
}

function orderJson(order: BetterOrder, { path, lines }: Dockerfile): BetterOrderJson {
  const diff = unifiedDiff(path, lines, order.lines).map(({ text }) => `${text}\n`)
  return {
    kind: order.kind,
    summary: orderSentence(order),
    diff: diff.join(''),
    commandsAgain: order.judged.map(({ change: { kind, what }, now, reordered }) => ({
      kind,
      what,
      now,
      reordered,
    })),
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
