import { heaviestPairs, type Pair } from '../compare/heaviest-pairs.ts'
import { destinationOf } from './copy-operands.ts'
import { isCopy, type RecordedStep } from './recorded-step.ts'

/** Two steps that are the same line of the Dockerfile, or one that has no counterpart. */
export interface StepPair {
  readonly old: RecordedStep | null
  readonly new: RecordedStep | null
}

/**
 * Pairs the steps of two builds: first those that say the same, in order; in the gaps between them those with the same
 * keyword, whose words somebody changed. What is left stands alone, OLD's before NEW's.
 *
 *     OLD  RUN a · ENV A=1 · COPY . .     ENV A=1–ENV A=2 is one line that changed,
 *     NEW  RUN a · ENV A=2 · USER u · COPY . .     USER u is new
 */
export function pairSteps(old: readonly RecordedStep[], now: readonly RecordedStep[]): readonly StepPair[] {
  return pairBy(keyOf, old, now, (oldGap, newGap) => pairBy(keywordOf, oldGap, newGap, standAlone))
}

/** The classic builder records of COPY where to, BuildKit also what; the destination is what both say. */
function keyOf(step: RecordedStep): string {
  return isCopy(step) && step.builder === 'classic'
    ? `${step.keyword} ${destinationOf(step.text)}`
    : step.text
}

function keywordOf({ keyword }: RecordedStep): string {
  return keyword
}

function standAlone(old: readonly RecordedStep[], now: readonly RecordedStep[]): StepPair[] {
  return [...old.map(step => ({ old: step, new: null })), ...now.map(step => ({ old: null, new: step }))]
}

/** Steps with equal keys in order, and between them what `fillGap` makes of the others. */
function pairBy(
  key: (step: RecordedStep) => string,
  old: readonly RecordedStep[],
  now: readonly RecordedStep[],
  fillGap: (old: readonly RecordedStep[], now: readonly RecordedStep[]) => readonly StepPair[],
): StepPair[] {
  const end: Pair = [old.length, now.length]
  const pairs: StepPair[] = []
  let [nextOld, nextNew] = [0, 0]
  for (const [atOld, atNew] of [...heaviestPairs(old.map(key), now.map(key), () => 1), end]) {
    pairs.push(...fillGap(old.slice(nextOld, atOld), now.slice(nextNew, atNew)))
    const [oldStep, newStep] = [old[atOld], now[atNew]]
    if (oldStep !== undefined && newStep !== undefined) pairs.push({ old: oldStep, new: newStep })
    nextOld = atOld + 1
    nextNew = atNew + 1
  }
  return pairs
}
