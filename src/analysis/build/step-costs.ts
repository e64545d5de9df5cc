import { fail } from '../../errors.ts'
import type { Dockerfile } from '../../image/dockerfile/dockerfile.ts'
import type { Step } from '../../image/image.ts'
import type { Analysis } from '../analysis.ts'
import type { BuildLog } from '../cache/log/build-log.ts'
import { linesOfSteps } from '../cache/log/line-up.ts'
import type { PredictedStage, PredictedStep, Prediction, StepState } from './predict-build.ts'

/** What steps were in the build before, by their line: bytes of their layers, seconds they took. */
export interface StepCosts {
  /** Unpacked; `null`: no image was named. */
  readonly bytes: ReadonlyMap<number, number> | null
  /** Of the steps that ran then; `null`: no log was named. */
  readonly seconds: ReadonlyMap<number, number> | null
}

/** What the next build costs at most: equal layers need no push, and nobody knows how long a step takes this time. */
export interface BuildCost {
  /** Unpacked bytes of the layers that steps make again. */
  readonly bytes: number | null
  /** Of those that come out the same if another stage does. */
  readonly openBytes: number | null
  /** What the steps that run again took then, as far as they ran. */
  readonly seconds: number | null
  /** Steps that run again and were cached then. */
  readonly untimed: number | null
}

export function costOf({ stages }: Prediction, { bytes, seconds }: StepCosts): BuildCost {
  const lines = (state: StepState) =>
    stages.flatMap(({ steps }) =>
      steps
        .slice(1)
        .filter(step => step.state === state && !isTrigger(step))
        .map(({ line }) => line),
    )
  const sum = (costs: ReadonlyMap<number, number> | null, state: StepState) =>
    costs === null ? null : lines(state).reduce((total, line) => total + (costs.get(line) ?? 0), 0)
  return {
    bytes: sum(bytes, 'runs'),
    openBytes: sum(bytes, 'cachedIfOutputSame'),
    seconds: seconds === null ? null : Math.round((sum(seconds, 'runs') ?? 0) * 1000) / 1000,
    untimed: seconds === null ? null : lines('runs').filter(line => !seconds.has(line)).length,
  }
}

/** Seconds of each line, of the steps that ran. */
export function secondsByLine(log: BuildLog, dockerfile: Dockerfile): ReadonlyMap<number, number> {
  const lines = linesOfSteps(log.steps, dockerfile)
  return new Map(
    [...lines].flatMap(([{ seconds, state }, line]) =>
      seconds === null || state === 'cached' ? [] : [[line, seconds] as const],
    ),
  )
}

/**
 * Unpacked bytes of the layer each line made. The last steps of the image are those of the target stage; throws a
 * `usage` fault where the two are not the same instructions, which is then another Dockerfile's image.
 */
export function bytesByLine(
  { documents, figures }: Analysis,
  { stages, target }: Prediction,
  names: { readonly image: string; readonly dockerfile: string },
): ReadonlyMap<number, number> {
  const bytes = new Map<number, number>()
  const recorded = [...documents.steps]
  for (const step of chainOf(stages, stages[target]).reverse()) {
    const made = recorded.at(-1)
    if (keyword(made?.instruction) === keyword(step.instruction)) {
      recorded.pop()
      const unpacked = made?.layer == null ? null : figures[made.layer]?.unpackedBytes
      if (unpacked != null) bytes.set(step.line, unpacked)
    } else if (keyword(step.instruction) !== 'ARG') return refuse(step, made, names) // not every builder records ARG
  }
  return bytes
}

/** The steps whose layers are in the image: those of the stage, and before them those of the stage it starts from. */
function chainOf(stages: readonly PredictedStage[], stage: PredictedStage | undefined): PredictedStep[] {
  if (stage === undefined) return []
  const base = stages
    .slice(0, stage.index)
    .findLast(({ name }) => name !== null && name === stage.base.toLowerCase())
  return [...chainOf(stages, base), ...stage.steps.slice(1)]
}

function isTrigger({ instruction }: PredictedStep): boolean {
  return /^ONBUILD /.test(instruction)
}

function keyword(instruction: string | undefined): string {
  return /^(?:ONBUILD (?=RUN|COPY|ADD))?(\w+)/.exec(instruction ?? '')?.[1]?.toUpperCase() ?? ''
}

function refuse(
  step: PredictedStep,
  made: Step | undefined,
  names: { image: string; dockerfile: string },
): never {
  const found = made === undefined ? 'has no such step' : `has ${made.instruction.split('\n')[0]} there`
  const message = `"${names.image}" was not built from "${names.dockerfile}": line ${step.line} is ${step.instruction}, the image ${found}.`
  return fail({ kind: 'usage', message })
}
