import type { Analysis } from '../analysis.ts'
import { unknownTransfer } from './figure-rules.ts'
import type { Baseline, Outcome } from './gate.ts'
import { decided, undecided, unreadableLayers, within } from './outcome.ts'
import type { GrowthLimit, Rule } from './rule.ts'

/** Rules on what an image has more than its baseline. One that shrank always passes. */
export function judgeGrowth(
  { name, most }: Extract<Rule, { kind: 'growth' }>,
  analysis: Analysis,
  baseline: Baseline | null,
): Outcome {
  if (baseline === null) return undecided('there is no baseline; name one with --baseline IMAGE')
  const isTransfer = name === 'max-transfer-growth'
  const before = isTransfer ? baseline.transferBytes : baseline.unpackedBytes
  const after = isTransfer ? analysis.transferBytes : analysis.unpackedBytes
  if (after === null) return undecided(isTransfer ? unknownTransfer(analysis) : unreadableLayers(analysis))
  if (before === null) return undecided(unknownBefore(baseline, isTransfer))
  return decided(within(after - before, allowed(most, before)), { kind: 'growth', before, after })
}

function allowed(most: GrowthLimit, before: number): number {
  return most.kind === 'bytes' ? most.bytes : before * most.share
}

function unknownBefore({ reference, analysis }: Baseline, isTransfer: boolean): string {
  if (analysis !== null)
    return `of the baseline ${reference}, ${isTransfer ? unknownTransfer(analysis) : unreadableLayers(analysis)}`
  return `the baseline ${reference} was saved without that figure`
}
