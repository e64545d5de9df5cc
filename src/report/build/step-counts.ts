import type { PredictedStage, StepState } from '../../analysis/build/predict-build.ts'

/** How many steps come from where. Notes in the image and stages that are not built are no steps. */
export interface StepCounts {
  readonly all: number
  readonly cached: number
  readonly runs: number
  /** Cached if the output is identical. */
  readonly open: number
}

export function stepCounts(stages: readonly PredictedStage[]): StepCounts {
  const states = stages.flatMap(({ steps }) => steps.map(({ state }) => state))
  const count = (state: StepState) => states.filter(each => each === state).length
  const [cached, runs, open] = [count('cached'), count('runs'), count('cachedIfOutputSame')]
  return { all: cached + runs + open, cached, runs, open }
}

/** `stage builder, from debian:bookworm`; a stage without a name has its number. */
export function stageTitle({ name, index, base }: PredictedStage): string {
  return `stage ${name ?? index}, from ${base}`
}
