import type { Layer } from '../../tree/layer.ts'
import type { Analysis } from '../analysis.ts'
import { adviceFor } from './advice.ts'
import { countBaseSteps } from './base-steps.ts'
import type { CacheExplanation, Cause, ExplainedStep, LayerRelation, StepState } from './cache-explanation.ts'
import { argumentCause } from './causes/argument.ts'
import { copiedFilesCause } from './causes/copied-files.ts'
import { instructionCause } from './causes/instruction.ts'
import { settingCause } from './causes/setting.ts'
import { fileChanges, relateLayers } from './file-changes.ts'
import { pairSteps, type StepPair } from './pair-steps.ts'
import { isCopy, type RecordedStep, recordedStep } from './recorded-step.ts'

/**
 * Explains the cache of the second of two builds of one Dockerfile: which steps of NEW came from the cache, and why
 * the others did not (semantics §8). What the histories and trees do not tell is said, never guessed. Whether they are
 * two builds of one Dockerfile at all is `unrelated.ts`'s question.
 */
export function explainCache(old: Analysis, now: Analysis): CacheExplanation {
  const [oldSteps, newSteps] = [old, now].map(image => image.documents.steps.map(recordedStep))
  if (oldSteps === undefined || newSteps === undefined) throw new Error('two images have two histories')
  const oldBase = countBaseSteps(old, oldSteps)
  const newBase = countBaseSteps(now, newSteps)
  const build: Build = {
    old,
    new: now,
    pairs: pairSteps(oldSteps, newSteps),
    oldBase,
    // a Dockerfile with lines added at its end looks as if it were built upon the image it made before
    newBase: newBase >= oldSteps.length ? oldBase : newBase,
  }
  const steps: ExplainedStep[] = []
  for (const [at, pair] of build.pairs.entries()) steps.push(explainStep(build, pair, at, steps))
  return summary(build, steps)
}

interface Build {
  readonly old: Analysis
  readonly new: Analysis
  readonly pairs: readonly StepPair[]
  readonly oldBase: number
  readonly newBase: number
}

function explainStep(
  build: Build,
  pair: StepPair,
  at: number,
  before: readonly ExplainedStep[],
): ExplainedStep {
  const layers = layersOf(build, pair)
  const files = layers === null ? null : relateLayers(...layers)
  const parentRan = before.some(isMiss)
  const state = stateOf(build, pair, files, parentRan)
  const unpackedBytes = unpackedBytesOf(build.new, pair.new)
  const isPushedAgain = (state === 'ran' && files === 'sameFiles') || files === 'recompressed'
  return {
    old: pair.old?.step ?? null,
    new: pair.new?.step ?? null,
    instruction: (pair.new ?? pair.old)?.text ?? '',
    state,
    files,
    cause: causeOf(build, { pair, at, layers, files, parentRan, state }),
    unpackedBytes,
    repushedBytes: isPushedAgain ? (unpackedBytes ?? 0) : 0,
  }
}

/** Whether everything above it had to run for it. */
export function isMiss({ state, cause }: Pick<ExplainedStep, 'state' | 'cause'>): boolean {
  return state === 'ran' || state === 'removed' || (state === 'base' && cause !== null)
}

function layersOf({ old, new: now }: Build, pair: StepPair): readonly [Layer, Layer] | null {
  const [before, after] = [old.layers[pair.old?.step.layer ?? -1], now.layers[pair.new?.step.layer ?? -1]]
  return before === undefined || after === undefined ? null : [before, after]
}

function unpackedBytesOf({ figures }: Analysis, step: RecordedStep | null): number | null {
  return figures[step?.step.layer ?? -1]?.unpackedBytes ?? null
}

function stateOf(build: Build, pair: StepPair, files: LayerRelation | null, parentRan: boolean): StepState {
  const { old, new: now } = pair
  if (isInBase(build, pair)) return 'base'
  if (isOnlySetting(old) && isOnlySetting(now)) return 'setting'
  if (now === null) return 'removed'
  if (old === null || parentRan) return 'ran'
  const isSame = files === null ? now.step.layer === old.step.layer : isSameLayer(files)
  return isSame && wasMadeOnce(old, now) && instructionCause(pair) === null ? 'cached' : 'ran'
}

/** BuildKit caches nothing for a step without a layer: it writes the configuration anew each time. */
function isOnlySetting(step: RecordedStep | null): boolean {
  return step === null || (step.builder === 'buildkit' && step.step.layer === null)
}

function isSameLayer(files: LayerRelation): boolean {
  return files === 'sameLayer' || files === 'recompressed'
}

/**
 * A step taken from the cache keeps the time it was made at, to the nanosecond; engines asked for a history tell whole
 * seconds.
 */
function wasMadeOnce({ step: old }: RecordedStep, { step: now }: RecordedStep): boolean {
  if (old.created === null || now.created === null || old.created === now.created) return true
  const isExact = [old.created, now.created].every(time => time.includes('.'))
  return !isExact && secondsOf(old.created) === secondsOf(now.created)
}

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000)
}

function isInBase({ oldBase, newBase }: Build, { old, new: now }: StepPair): boolean {
  return (
    (now !== null && now.step.index < newBase) || (now === null && old !== null && old.step.index < oldBase)
  )
}

interface Case {
  readonly pair: StepPair
  /** Position of the pair. */
  readonly at: number
  readonly layers: readonly [Layer, Layer] | null
  readonly files: LayerRelation | null
  readonly parentRan: boolean
  readonly state: StepState
}

/** A cause of its own, though its parent changed too, is told: mending the parent would not have kept it. */
function causeOf(build: Build, step: Case): Cause | null {
  if (isInBase(build, step.pair)) return isSameBase(step) ? null : { kind: 'baseImage' }
  if (step.state === 'cached') return step.files === 'recompressed' ? { kind: 'compression' } : null
  const own = ownCause(step)
  if (step.state === 'setting') return own
  if (own !== null) return own
  return step.parentRan ? { kind: 'parent' } : unforcedCause(build, step)
}

function isSameBase({ pair, files }: Case): boolean {
  return files === null
    ? pair.old !== null && pair.new !== null && pair.old.text === pair.new.text
    : isSameLayer(files)
}

function ownCause({ pair, layers, files }: Case): Cause | null {
  const instruction = instructionCause(pair)
  const { old, new: now } = pair
  if (instruction !== null || old === null || now === null) return instruction
  const argument = argumentCause(old, now)
  if (argument !== null || !isCopy(now) || layers === null) return argument
  if (old.checksum !== null && old.checksum === now.checksum) return null
  return files === 'changed' ? copiedFilesCause(now, layers) : null
}

/** Nothing of its own, and its parent is the same. */
function unforcedCause({ pairs }: Build, { pair: { new: now }, at, layers, files }: Case): Cause {
  const setting =
    now?.builder === 'buildkit' && now.keyword === 'RUN' ? settingCause(pairs.slice(0, at)) : null
  if (setting !== null) return setting
  if (files === 'unread') return { kind: 'unread' }
  if (files !== 'changed' || layers === null) return { kind: 'noCache' }
  return { kind: 'output', files: fileChanges(...layers) }
}

function summary({ old, new: now }: Build, steps: readonly ExplainedStep[]): CacheExplanation {
  const firstMiss = steps.findIndex(step => isMiss(step) || step.cause?.kind === 'compression')
  const repushed = steps.filter(step => step.repushedBytes > 0)
  return {
    complete: old.complete && now.complete,
    isReversed: isBefore(now.documents.created, old.documents.created),
    steps,
    firstMiss: firstMiss < 0 ? null : firstMiss,
    cached: steps.filter(({ state }) => state === 'cached').length,
    ran: steps.filter(({ state }) => state === 'ran').length,
    repushedBytes: repushed.reduce((sum, step) => sum + step.repushedBytes, 0),
    repushedTransferBytes: sumKnown(
      repushed.map(step => now.figures[step.new?.layer ?? -1]?.transferBytes ?? null),
    ),
    advice: firstMiss < 0 ? [] : adviceFor(steps, firstMiss, now),
  }
}

function isBefore(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && Date.parse(one) < Date.parse(other)
}

function sumKnown(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>(
    (sum, amount) => (sum === null || amount === null ? null : sum + amount),
    0,
  )
}
