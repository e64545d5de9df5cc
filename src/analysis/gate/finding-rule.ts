import type { Finding } from '../../image/finding.ts'
import { advise } from '../advise.ts'
import type { Analysis } from '../analysis.ts'
import { diagnose } from '../doctor.ts'
import type { Outcome } from './gate.ts'
import { decided, undecided, unreadableLayers } from './outcome.ts'
import type { Rule } from './rule.ts'

/** Whether a finding of that kind is among those of the image; it may be where a layer could not be read. */
export function judgeFinding(
  { finding }: Extract<Rule, { kind: 'finding' }>,
  analysis: Analysis,
  all: readonly Finding[],
): Outcome {
  const findings = all.filter(({ kind }) => kind === finding)
  if (findings.length === 0 && !analysis.complete) return undecided(unreadableLayers(analysis))
  return decided(findings.length === 0, { kind: 'findings', findings })
}

/** Everything worth telling of an image, whoever found it. */
export function everyFinding(analysis: Analysis): readonly Finding[] {
  return [...analysis.findings, ...diagnose(analysis).findings, ...advise(analysis)]
}
