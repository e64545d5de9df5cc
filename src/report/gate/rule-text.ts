import type { Actual, GateReport, GateVerdict, Outcome, RuleResult } from '../../analysis/gate/gate.ts'
import type { GrowthLimit, Rule, RuleOrigin } from '../../analysis/gate/rule.ts'
import { countOf } from '../amount.ts'
import { displayName } from '../display-name.ts'
import { formatBytes, formatBytesDifference } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'

/** A limit and what was found, side by side. Where rounding would make a broken rule look kept, both are exact. */
export interface RuleTexts {
  readonly limit: string
  readonly actual: string
}

export function ruleTexts({ rule, outcome }: RuleResult): RuleTexts {
  const rounded = textsWith(ROUNDED, rule, outcome)
  const looksKept = rounded.actual === rounded.limit || rounded.actual.startsWith(`${rounded.limit} (`)
  return looksKept && outcome.kind === 'broken' ? textsWith(EXACT, rule, outcome) : rounded
}

/** `layerscope.yaml:3`, `--max-unpacked`, `.dive-ci (dive's default)`. */
export function originText(from: RuleOrigin): string {
  switch (from.kind) {
    case 'option':
      return from.option
    case 'file':
      return `${from.file}:${from.line}`
    case 'diveDefault':
      return `${from.file} (dive's default)`
    default:
      return from satisfies never
  }
}

export const OUTCOME_WORDS = {
  passed: 'passed',
  broken: 'broken',
  undecided: 'not decided',
} as const satisfies Record<Outcome['kind'], string>

/** `passes all 3 rules`, `breaks 1 of 3 rules`, `leaves 1 of 3 rules undecided`. */
export function verdictText(verdict: GateVerdict, results: readonly RuleResult[]): string {
  const rules = countOf(results.length, 'rule')
  const of = (kind: Outcome['kind']) => results.filter(({ outcome }) => outcome.kind === kind).length
  if (verdict === 'passed') return results.length === 1 ? 'passes its rule' : `passes all ${rules}`
  const broken = of('broken') === 0 ? [] : [`breaks ${of('broken')} of ${rules}`]
  if (verdict === 'broken') return broken.join('')
  const open = of('undecided')
  const unknown = open === 0 ? 'could be read in part only' : `leaves ${open} of ${rules} undecided`
  return [...broken, unknown].join(', ')
}

/** One rule in a sentence: `max-growth: +8.2 % (+92.1 MB), allowed +5 %`. */
export function ruleSentence(result: RuleResult): string {
  const { limit, actual } = ruleTexts(result)
  const { rule, outcome } = result
  if (outcome.kind === 'undecided') return `${rule.name} could not be decided: ${outcome.why}`
  if (rule.kind === 'path' || rule.kind === 'finding')
    return `${rule.name} ${limit}: ${actual}${firstOfMany(outcome.actual)}`
  return `${rule.name}: ${actual}, ${ALLOWS_LEAST.has(rule.name) ? 'required' : 'allowed'} ${limit}`
}

function firstOfMany(actual: Actual): string {
  const [first, ...more] = actual.kind === 'paths' ? actual.paths : []
  return first === undefined || more.length === 0 ? '' : `, the first ${displayName(first.path)}`
}

/** What the table cannot say, a sentence each: why a rule could not be decided, and why nobody knows what grew. */
export function remarksText({ results, baseline, comparison }: GateReport): string[] {
  const reasons = results.flatMap(result =>
    result.outcome.kind === 'undecided' ? [`${ruleSentence(result)}.`] : [],
  )
  const hasGrown = results.some(({ rule, outcome }) => rule.kind === 'growth' && outcome.kind === 'broken')
  return hasGrown && comparison === null
    ? [
        ...reasons,
        `What grew is not known: ${baseline?.reference ?? 'the baseline'} was saved without --files.`,
      ]
    : reasons
}

const ALLOWS_LEAST: ReadonlySet<Rule['name']> = new Set([
  'min-efficiency',
  'lowestEfficiency',
  'require-non-root',
])

/** How figures are written. */
interface Figures {
  bytes(bytes: number): string
  more(bytes: number): string
  share(share: number): string
}

const ROUNDED: Figures = {
  bytes: formatBytes,
  more: formatBytesDifference,
  share: share => `${Number((share * 100).toFixed(2))} %`,
}

const EXACT: Figures = {
  bytes: bytes => countOf(bytes, 'byte'),
  more: bytes => `+${countOf(bytes, 'byte')}`,
  share: share => `${share * 100} %`,
}

function textsWith(figures: Figures, rule: Rule, outcome: Outcome): RuleTexts {
  const actual = outcome.kind === 'undecided' ? 'unknown' : actualText(figures, rule, outcome.actual)
  return { limit: limitText(figures, rule), actual }
}

function limitText(figures: Figures, rule: Rule): string {
  switch (rule.kind) {
    case 'bytes':
      return figures.bytes(rule.most)
    case 'layers':
      return formatCount(rule.most)
    case 'wasteRatio':
      return figures.share(rule.most)
    case 'efficiency':
      return figures.share(rule.least)
    case 'growth':
      return growthLimitText(figures, rule.most)
    case 'path':
      return rule.glob
    case 'finding':
      return rule.finding
    case 'nonRoot':
      return 'not root'
    case 'dive':
      return rule.name === 'highestWastedBytes' ? figures.bytes(rule.limit) : figures.share(rule.limit)
    default:
      return rule satisfies never
  }
}

function growthLimitText(figures: Figures, most: GrowthLimit): string {
  return most.kind === 'bytes' ? figures.more(most.bytes) : `+${figures.share(most.share)}`
}

function actualText(figures: Figures, rule: Rule, actual: Actual): string {
  switch (actual.kind) {
    case 'bytes':
      return figures.bytes(actual.bytes)
    case 'count':
      return formatCount(actual.count)
    case 'share':
      return actual.share === null ? 'no layer above the first' : figures.share(actual.share)
    case 'growth':
      return growthText(figures, rule, actual)
    case 'paths':
      return pathsText(actual.paths)
    case 'findings':
      return countOf(actual.findings.length, 'finding')
    case 'user':
      return actual.user
    default:
      return actual satisfies never
  }
}

/** In the unit of the limit first. */
function growthText(
  figures: Figures,
  rule: Rule,
  { before, after }: Extract<Actual, { kind: 'growth' }>,
): string {
  const more = figures.more(after - before)
  if (before === 0) return more
  const share = (after - before) / before
  const sign = share > 0 ? '+' : share < 0 ? '\u2212' : ''
  const percent = `${sign}${figures.share(Math.abs(share))}`
  const inBytes = rule.kind === 'growth' && rule.most.kind === 'bytes'
  return inBytes ? `${more} (${percent})` : `${percent} (${more})`
}

function pathsText(paths: Extract<Actual, { kind: 'paths' }>['paths']): string {
  const [first] = paths
  if (first === undefined) return 'no such path'
  return paths.length === 1 ? displayName(first.path) : countOf(paths.length, 'path')
}
