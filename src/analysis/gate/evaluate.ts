import type { Finding } from '../../image/finding.ts'
import type { Analysis } from '../analysis.ts'
import { compareImages } from '../compare/compare-images.ts'
import { judgeDive } from './dive-rules.ts'
import { judgeBytes, judgeEfficiency, judgeLayers, judgeWasteRatio } from './figure-rules.ts'
import { everyFinding, judgeFinding } from './finding-rule.ts'
import type { Baseline, GateReport, GateVerdict, Outcome, RuleResult } from './gate.ts'
import { judgeGrowth } from './growth-rules.ts'
import { judgePath } from './path-rules.ts'
import type { PlacedRule, Rule } from './rule.ts'
import { judgeUser } from './user-rule.ts'

/** Holds an image against rules. Growth needs a baseline; without one it is undecided. */
export function evaluate(
  rules: readonly PlacedRule[],
  analysis: Analysis,
  baseline: Baseline | null,
): GateReport {
  const findings = rules.some(({ rule }) => rule.kind === 'finding') ? everyFinding(analysis) : []
  const subject: Subject = { analysis, baseline, findings }
  const results = rules.map((placed): RuleResult => ({ ...placed, outcome: judge(placed.rule, subject) }))
  const hasGrown = results.some(({ rule, outcome }) => rule.kind === 'growth' && outcome.kind === 'broken')
  const before = baseline?.analysis ?? null
  return {
    analysis,
    baseline,
    verdict: verdictOf(results, analysis),
    results,
    comparison: hasGrown && before !== null ? compareImages(before, analysis) : null,
  }
}

/** What rules look at. */
interface Subject {
  readonly analysis: Analysis
  readonly baseline: Baseline | null
  readonly findings: readonly Finding[]
}

function judge(rule: Rule, { analysis, baseline, findings }: Subject): Outcome {
  switch (rule.kind) {
    case 'bytes':
      return judgeBytes(rule, analysis)
    case 'layers':
      return judgeLayers(rule, analysis)
    case 'wasteRatio':
      return judgeWasteRatio(rule, analysis)
    case 'efficiency':
      return judgeEfficiency(rule, analysis)
    case 'growth':
      return judgeGrowth(rule, analysis, baseline)
    case 'path':
      return judgePath(rule, analysis)
    case 'finding':
      return judgeFinding(rule, analysis, findings)
    case 'nonRoot':
      return judgeUser(analysis)
    case 'dive':
      return judgeDive(rule, analysis)
    default:
      return rule satisfies never
  }
}

/** An image read in part is never passed nor failed, whatever the rules that could be decided say. */
function verdictOf(results: readonly RuleResult[], { complete }: Analysis): GateVerdict {
  if (!complete || results.some(({ outcome }) => outcome.kind === 'undecided')) return 'undecided'
  return results.some(({ outcome }) => outcome.kind === 'broken') ? 'broken' : 'passed'
}
