import type { Cause } from '../cache-explanation.ts'
import type { StepPair } from '../pair-steps.ts'

/**
 * A setting above a RUN that BuildKit built: it caches no step for ENV, USER or ARG, but each RUN beneath depends on
 * them. LABEL, EXPOSE, CMD and the like no step depends on.
 */
export function settingCause(above: readonly StepPair[]): Cause | null {
  const changed = above.find(
    ({ old, new: now }) => old?.text !== now?.text && MATTERS.has((now ?? old)?.keyword ?? ''),
  )
  if (changed === undefined) return null
  const [before, after] = [changed.old?.text ?? null, changed.new?.text ?? null]
  return { kind: 'setting', name: (changed.new ?? changed.old)?.keyword ?? '', before, after }
}

const MATTERS = new Set(['ENV', 'ARG', 'USER', 'SHELL'])
