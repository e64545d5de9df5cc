import type { Part, PlannedStage, PlannedStep } from './build-plan.ts'
import { EDITED } from './edit-instruction.ts'
import type { PredictedStage, PredictedStep, StepState } from './predict-build.ts'
import type { Variable } from './stage-scope.ts'

/** One reason for what becomes of a step; words for it in `report/cache/cause-text`. */
export type Cause =
  /** Nothing it is looked up by changed. */
  | { readonly kind: 'same'; readonly files: number }
  | { readonly kind: 'sameImage'; readonly image: string }
  | { readonly kind: 'fromStage'; readonly stage: string; readonly runs: boolean }
  | { readonly kind: 'linked' }
  | { readonly kind: 'baseChanged'; readonly image: string }
  /** The line somebody says will change. */
  | { readonly kind: 'edited' }
  | { readonly kind: 'rewritten'; readonly before: string }
  | { readonly kind: 'newInstruction' }
  | { readonly kind: 'filesChanged'; readonly files: readonly FileChange[] }
  | { readonly kind: 'variableChanged'; readonly variable: Variable }
  | { readonly kind: 'settingChanged'; readonly keyword: 'WORKDIR' | 'USER' | 'SHELL' }
  | { readonly kind: 'orderChanged' }
  /** A proxy is given, and no build argument was before: the classic builder minds. */
  | { readonly kind: 'proxyGiven' }
  /** The first step above it in its stage that runs again, or may. */
  | { readonly kind: 'after'; readonly line: number; readonly instruction: string }
  | { readonly kind: 'stageOutput'; readonly stage: string }
  | { readonly kind: 'download' }
  | { readonly kind: 'writableMount' }
  | { readonly kind: 'notBuilt'; readonly target: string; readonly isAfter: boolean }
  /** BuildKit makes no step of it; ENV, ARG, USER and SHELL are part of the RUNs below them. */
  | { readonly kind: 'noStep'; readonly isSeenByRuns: boolean }

export interface FileChange {
  readonly path: string
  readonly how: 'content' | 'mode' | 'added' | 'removed'
}

/** Where a step stands. */
export interface Surrounding {
  readonly stage: PlannedStage
  /** What it was in the build before; `null`: there was none. */
  readonly before: PlannedStep | null
  readonly earlier: readonly PredictedStep[]
  readonly stages: readonly PredictedStage[]
  readonly target: PlannedStage
}

/** Why a step comes from the cache, or does not. At least one. */
export function causesOf(step: PlannedStep, state: StepState, around: Surrounding): readonly Cause[] {
  switch (state) {
    case 'notBuilt':
      return [
        {
          kind: 'notBuilt',
          target: stageName(around.target),
          isAfter: around.stage.index > around.target.index,
        },
      ]
    case 'config':
      return [{ kind: 'noStep', isSeenByRuns: SEEN_BY_RUNS.test(step.instruction) }]
    case 'cached':
      return [cachedCause(step, around)]
    case 'cachedIfOutputSame':
      return openCauses(step, around)
    case 'runs':
      return runCauses(step, around)
    default:
      return state satisfies never
  }
}

const SEEN_BY_RUNS = /^(?:ENV|ARG|USER|SHELL)\b/

function cachedCause(step: PlannedStep, { stage, stages }: Surrounding): Cause {
  if (step.role === 'from') {
    const from = stage.baseStage === null ? undefined : stages[stage.baseStage]
    return from === undefined
      ? { kind: 'sameImage', image: stage.base }
      : { kind: 'fromStage', stage: stageName(from), runs: false }
  }
  if (step.isLinked) return { kind: 'linked' }
  return { kind: 'same', files: step.parts.filter(({ origin }) => origin.kind === 'file').length }
}

function openCauses(step: PlannedStep, { stage, stages, earlier }: Surrounding): Cause[] {
  const read = step.reads.flatMap(index => stages.slice(index, index + 1)).filter(each => isOpen(each.steps))
  const outputs = read.map((each): Cause => ({ kind: 'stageOutput', stage: stageName(each) }))
  const base = stage.baseStage === null ? undefined : stages[stage.baseStage]
  if (step.role === 'from' && base !== undefined)
    outputs.push({ kind: 'stageOutput', stage: stageName(base) })
  if (step.certainty === 'download') outputs.push({ kind: 'download' })
  return outputs.length > 0 ? outputs : afterFirst(earlier, 'cachedIfOutputSame')
}

function isOpen(steps: readonly PredictedStep[]): boolean {
  return steps.some(({ state }) => state === 'runs' || state === 'cachedIfOutputSame')
}

/** What is different about the step itself; where nothing is, what came before it. */
function runCauses(step: PlannedStep, { stage, stages, before, earlier }: Surrounding): readonly Cause[] {
  if (step.certainty === 'never') return [{ kind: 'writableMount' }]
  if (step.role === 'from' && stage.baseStage !== null) {
    const from = stages[stage.baseStage]
    if (from !== undefined) return [{ kind: 'fromStage', stage: stageName(from), runs: true }]
  }
  const own = before === null ? [{ kind: 'newInstruction' } as const] : differences(before, step)
  if (step.isLinked) return own
  const above = afterFirst(earlier, 'runs')
  return above.length === 0 ? own : [...above, ...own.filter(({ kind }) => MATTERS_TOO.has(kind))]
}

/** What would run a step even if nothing above it did, and is worth its words. */
const MATTERS_TOO: ReadonlySet<Cause['kind']> = new Set(['filesChanged', 'variableChanged', 'edited'])

function afterFirst(earlier: readonly PredictedStep[], state: StepState): Cause[] {
  const first = earlier.find(each => each.state === state)
  return first === undefined ? [] : [{ kind: 'after', line: first.line, instruction: first.instruction }]
}

function differences(before: PlannedStep, after: PlannedStep): Cause[] {
  const was = new Map(before.parts.map(part => [part.label, part]))
  const is = new Map(after.parts.map(part => [part.label, part]))
  const changed = after.parts.filter(({ label, value }) => was.get(label)?.value !== value)
  const gone = before.parts.filter(({ label }) => !is.has(label))
  const files = [...changed, ...gone].flatMap(part => fileChange(part, was, is))
  const others = [...changed, ...gone].flatMap(part => otherCause(part, before, after))
  return files.length === 0 ? others : [{ kind: 'filesChanged', files }, ...others]
}

type Parts = ReadonlyMap<string, Part>

function fileChange({ label, origin }: Part, was: Parts, is: Parts): FileChange[] {
  if (origin.kind !== 'file') return []
  const [before, after] = [was.get(label)?.value, is.get(label)?.value]
  const content = (value: string) => value.replace(/^(\w+) \d+/, '$1')
  if (before === undefined) return [{ path: origin.path, how: 'added' }]
  if (after === undefined) return [{ path: origin.path, how: 'removed' }]
  return [{ path: origin.path, how: content(before) === content(after) ? 'mode' : 'content' }]
}

function otherCause({ origin }: Part, before: PlannedStep, after: PlannedStep): Cause[] {
  switch (origin.kind) {
    case 'file':
    case 'output':
      return []
    case 'base':
      return [{ kind: 'baseChanged', image: origin.image }]
    case 'order':
      return after.parts.length === before.parts.length ? [{ kind: 'orderChanged' }] : []
    case 'prefix':
      return after.parts.length === before.parts.length ? [{ kind: 'proxyGiven' }] : []
    case 'setting':
      return [{ kind: 'settingChanged', keyword: origin.keyword }]
    case 'variable':
      return [{ kind: 'variableChanged', variable: origin.variable }]
    case 'text':
      return textCauses(before, after)
    default:
      return origin satisfies never
  }
}

/** The words themselves, or a variable in them. */
function textCauses(before: PlannedStep, after: PlannedStep): Cause[] {
  if (after.written.includes(EDITED)) return [{ kind: 'edited' }]
  if (before.written !== after.written) return [{ kind: 'rewritten', before: before.instruction }]
  const values = new Map(before.used.map(({ name, value }) => [name, value]))
  const changed = after.used.filter(({ name, value }) => values.get(name) !== value)
  return changed.map(variable => ({ kind: 'variableChanged', variable }))
}

function stageName({ name, index }: Pick<PlannedStage, 'name' | 'index'>): string {
  return name ?? `${index}`
}
