import type { Cause } from '../cache-explanation.ts'
import { argumentValues, type RecordedStep } from '../recorded-step.ts'

/** A build argument that had another value. Both builders record those a RUN can see with it. */
export function argumentCause(old: RecordedStep, now: RecordedStep): Cause | null {
  const [before, after] = [argumentValues(old), argumentValues(now)]
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null]
    if (was !== is) return { kind: 'argument', name, before: was, after: is }
  }
  return null
}
