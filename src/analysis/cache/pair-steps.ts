import { destinationOf } from './copy-operands.ts'
import { pairInOrder } from './pair-in-order.ts'
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
  const keys = [
    { ofA: textKey, ofB: textKey },
    { ofA: keywordKey, ofB: keywordKey },
  ]
  return pairInOrder(old, now, keys).map(({ a, b }) => ({ old: a, new: b }))
}

/** The classic builder records of COPY where to, BuildKit also what; the destination is what both say. */
function textKey(step: RecordedStep): string {
  return isCopy(step) && step.builder === 'classic'
    ? `${step.keyword} ${destinationOf(step.text)}`
    : step.text
}

function keywordKey({ keyword }: RecordedStep): string {
  return keyword
}
