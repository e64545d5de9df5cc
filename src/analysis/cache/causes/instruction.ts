import type { Cause } from '../cache-explanation.ts'
import { destinationOf } from '../copy-operands.ts'
import type { StepPair } from '../pair-steps.ts'
import { isCopy, type RecordedStep } from '../recorded-step.ts'

/** Another builder, or other words: a line that is new, gone, or says something else. */
export function instructionCause({ old, new: now }: StepPair): Cause | null {
  if (old === null || now === null)
    return { kind: 'instruction', before: old?.text ?? null, after: now?.text ?? null }
  if (old.builder !== now.builder) return { kind: 'otherBuilder', before: old.builder, after: now.builder }
  if (saysSame(old, now)) return null
  return { kind: 'instruction', before: withShell(old, now), after: withShell(now, old) }
}

/** What the classic builder copied is in its record as `file`, `dir` or `multi`: that follows from the files. */
function saysSame(old: RecordedStep, now: RecordedStep): boolean {
  if (old.shell !== now.shell) return false
  if (isCopy(old) && old.builder === 'classic')
    return old.keyword === now.keyword && destinationOf(old.text) === destinationOf(now.text)
  return old.text === now.text
}

/** The shell is shown where it is what differs. */
function withShell(step: RecordedStep, other: RecordedStep): string {
  return step.text === other.text && step.shell !== null ? `${step.text} (in ${step.shell})` : step.text
}
