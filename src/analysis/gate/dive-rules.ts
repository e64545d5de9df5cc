import type { Analysis, DiveFigures } from '../analysis.ts'
import type { Outcome } from './gate.ts'
import { decided, undecided, unreadableLayers } from './outcome.ts'
import type { DiveRuleName, Rule } from './rule.ts'

/**
 * dive's rules, compared as dive compares: a figure that meets its limit passes. Where the layers above the first hold
 * nothing, there is no percentage, and any wasted byte is too much (semantics §6).
 */
export function judgeDive({ name, limit }: Extract<Rule, { kind: 'dive' }>, analysis: Analysis): Outcome {
  return analysis.dive === null ? undecided(unreadableLayers(analysis)) : JUDGES[name](analysis.dive, limit)
}

const JUDGES: Readonly<Record<DiveRuleName, (dive: DiveFigures, limit: number) => Outcome>> = {
  lowestEfficiency: ({ efficiency: share }, limit) => decided(share >= limit, { kind: 'share', share }),
  highestWastedBytes: ({ wastedBytes: bytes }, limit) => decided(bytes <= limit, { kind: 'bytes', bytes }),
  highestUserWastedPercent: ({ userWastedPercent: share, wastedBytes }, limit) =>
    decided(share === null ? wastedBytes === 0 : share <= limit, { kind: 'share', share }),
}
