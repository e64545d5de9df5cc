import type { Builder, BuildInputs } from './build-inputs.ts'
import type { BuildPlan, PlannedStage, PlannedStep } from './build-plan.ts'
import { type Cause, causesOf } from './causes.ts'
import { type Key, KeyBook } from './key-book.ts'
import { counterparts } from './match-steps.ts'
import { planBuild } from './plan-build.ts'

/** What the next build will do, step by step. */
export interface Prediction {
  readonly builder: Builder
  readonly stages: readonly PredictedStage[]
  /** Index of the stage the build is for. */
  readonly target: number
}

export interface PredictedStage {
  readonly index: number
  readonly name: string | null
  /** The image it starts from, or the name of an earlier stage. */
  readonly base: string
  /** The FROM line first. */
  readonly steps: readonly PredictedStep[]
}

export interface PredictedStep {
  readonly line: number
  readonly lastLine: number
  readonly instruction: string
  readonly state: StepState
  /** Why, the weightiest first; of a cached step why not. */
  readonly causes: readonly Cause[]
  /** Sources the context does not have: the build stops there. */
  readonly missing: readonly string[]
}

/**
 *   cached               taken from the build before
 *   runs                 built again
 *   cachedIfOutputSame   taken from the build before if what it is made from comes out the same
 *   config               no step of its own: BuildKit only notes it in the image
 *   notBuilt             in a stage the target does not need
 */
export type StepState = 'cached' | 'runs' | 'cachedIfOutputSame' | 'config' | 'notBuilt'

/**
 * What a builder that has built `before` does with `after`. A step is found in the cache when it has the key of a step
 * that was built; where a key rests on files another stage makes anew, it is found if those are the same again.
 */
export function predictBuild(before: BuildInputs, after: BuildInputs): Prediction {
  const book = new KeyBook()
  const [built, planned] = [planBuild(before, book), planBuild(after, book)]
  const known = new Set(
    built.stages.filter(({ isBuilt }) => isBuilt).flatMap(({ steps }) => steps.map(keyOf)),
  )
  const stages: PredictedStage[] = []
  for (const stage of planned.stages)
    stages.push(predictStage(stage, { built, planned, known, done: stages }))
  return { builder: after.builder, stages, target: planned.target.index }
}

interface Predicting {
  readonly built: BuildPlan
  readonly planned: BuildPlan
  readonly known: ReadonlySet<Key>
  readonly done: readonly PredictedStage[]
}

function keyOf({ key }: PlannedStep): Key {
  return key
}

function predictStage(stage: PlannedStage, predicting: Predicting): PredictedStage {
  const matched = counterparts(stage, predicting.built)
  const steps: PredictedStep[] = []
  for (const step of stage.steps) {
    const state = stage.isBuilt ? stateOf(step, stage, steps, predicting) : 'notBuilt'
    const causes = causesOf(step, state, {
      stage,
      before: matched.get(step) ?? null,
      earlier: steps,
      stages: predicting.done,
      target: predicting.planned.target,
    })
    const { line, lastLine, instruction, missing } = step
    steps.push({ line, lastLine, instruction, state, causes, missing })
  }
  return { index: stage.index, name: stage.name, base: stage.base, steps }
}

function stateOf(
  step: PlannedStep,
  { baseStage }: PlannedStage,
  earlier: readonly PredictedStep[],
  { known, done }: Predicting,
): StepState {
  if (step.role === 'config') return 'config'
  if (!known.has(step.key) || step.certainty === 'never') return 'runs'
  const parent = earlier.length === 0 ? stageState(baseStage, done) : endState(earlier)
  const isOpen =
    step.certainty === 'download' ||
    (!step.isLinked && parent === 'cachedIfOutputSame') ||
    step.reads.some(stage => stageState(stage, done) !== 'cached')
  return isOpen ? 'cachedIfOutputSame' : 'cached'
}

/** How what a stage leaves comes about. */
export function stageState(stage: number | null, stages: readonly PredictedStage[]): StepState {
  return stage === null ? 'cached' : endState(stages[stage]?.steps ?? [])
}

/** The worst of the steps: what comes after it rests on it. */
function endState(steps: readonly PredictedStep[]): StepState {
  if (steps.some(({ state }) => state === 'runs')) return 'runs'
  return steps.some(({ state }) => state === 'cachedIfOutputSame') ? 'cachedIfOutputSame' : 'cached'
}
