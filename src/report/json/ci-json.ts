import type { Actual, GateReport, Outcome, RuleResult } from '../../analysis/gate/gate.ts'
import type { Rule, RuleName } from '../../analysis/gate/rule.ts'
import { originText, ruleSentence } from '../gate/rule-text.ts'
import { nameJson } from './name-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope ci --json` prints. */
export interface CiJson {
  readonly schemaVersion: string
  readonly reference: string
  /** `null`: not everything could be decided. */
  readonly passed: boolean | null
  readonly baseline: BaselineJson | null
  readonly rules: readonly RuleJson[]
}

export interface BaselineJson {
  readonly reference: string
  readonly unpackedBytes: number | null
  readonly transferBytes: number | null
}

export interface RuleJson {
  readonly name: RuleName
  readonly limit: number | string
  /** In the unit of the limit; `null` when it is unknown, or cannot be told in that unit. */
  readonly actual: number | string | readonly string[] | null
  readonly unit: RuleUnit
  /** `null`: it could not be decided. */
  readonly passed: boolean | null
  /** `layerscope.yaml:3`, `--max-unpacked`. */
  readonly from: string
  /** The rule and what was found, in a sentence. */
  readonly message: string
}

/** `share`: 0 … 1, of growth more than that. */
export type RuleUnit = 'bytes' | 'layers' | 'share' | 'path' | 'finding' | 'user'

export function ciJson({ verdict, baseline, results }: GateReport, reference: string): CiJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    reference,
    passed: verdict === 'undecided' ? null : verdict === 'passed',
    baseline:
      baseline === null
        ? null
        : {
            reference: baseline.reference,
            unpackedBytes: baseline.unpackedBytes,
            transferBytes: baseline.transferBytes,
          },
    rules: results.map(ruleJson),
  }
}

export function ruleJson(result: RuleResult): RuleJson {
  const { rule, outcome, from } = result
  const unit = unitOf(rule)
  return {
    name: rule.name,
    limit: limitOf(rule),
    actual: actualOf(outcome, unit),
    unit,
    passed: outcome.kind === 'undecided' ? null : outcome.kind === 'passed',
    from: originText(from),
    message: ruleSentence(result),
  }
}

function unitOf(rule: Rule): RuleUnit {
  switch (rule.kind) {
    case 'bytes':
      return 'bytes'
    case 'layers':
      return 'layers'
    case 'wasteRatio':
    case 'efficiency':
      return 'share'
    case 'growth':
      return rule.most.kind
    case 'path':
      return 'path'
    case 'finding':
      return 'finding'
    case 'nonRoot':
      return 'user'
    case 'dive':
      return rule.name === 'highestWastedBytes' ? 'bytes' : 'share'
    default:
      return rule satisfies never
  }
}

function limitOf(rule: Rule): number | string {
  switch (rule.kind) {
    case 'bytes':
    case 'layers':
    case 'wasteRatio':
      return rule.most
    case 'efficiency':
      return rule.least
    case 'growth':
      return rule.most.kind === 'bytes' ? rule.most.bytes : rule.most.share
    case 'path':
      return rule.glob
    case 'finding':
      return rule.finding
    case 'nonRoot':
      return 'not root'
    case 'dive':
      return rule.limit
    default:
      return rule satisfies never
  }
}

function actualOf(outcome: Outcome, unit: RuleUnit): RuleJson['actual'] {
  return outcome.kind === 'undecided' ? null : actualJson(outcome.actual, unit)
}

function actualJson(actual: Actual, unit: RuleUnit): RuleJson['actual'] {
  switch (actual.kind) {
    case 'bytes':
      return actual.bytes
    case 'count':
      return actual.count
    case 'share':
      return actual.share
    case 'growth':
      return unit === 'bytes' ? actual.after - actual.before : shareOf(actual)
    case 'paths':
      return actual.paths.map(({ path }) => nameJson(path))
    case 'findings':
      return actual.findings.length
    case 'user':
      return actual.user
    default:
      return actual satisfies never
  }
}

/** Of nothing there is no share. */
function shareOf({ before, after }: Extract<Actual, { kind: 'growth' }>): number | null {
  return before === 0 ? null : (after - before) / before
}
