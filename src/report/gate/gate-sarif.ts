import type { GateReport, RuleResult } from '../../analysis/gate/gate.ts'
import type { RuleOrigin } from '../../analysis/gate/rule.ts'
import { displayText } from '../display-name.ts'
import { RULE_HELP } from './rule-help.ts'
import { ruleSentence } from './rule-text.ts'

/** The part of a SARIF 2.1.0 log layerscope writes. */
export interface SarifLog {
  readonly $schema: string
  readonly version: '2.1.0'
  readonly runs: readonly SarifRun[]
}

interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: string
      readonly semanticVersion: string
      readonly rules: readonly {
        readonly id: string
        readonly shortDescription: SarifText
      }[]
    }
  }
  readonly invocations: readonly {
    readonly executionSuccessful: boolean
    readonly toolExecutionNotifications?: readonly { readonly level: 'error'; readonly message: SarifText }[]
  }[]
  readonly results: readonly SarifResult[]
  readonly columnKind: 'utf16CodeUnits'
}

interface SarifText {
  readonly text: string
}

interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly kind: 'fail' | 'open'
  /** §3.27.10: `none` unless it is a failure. */
  readonly level: 'error' | 'none'
  readonly message: SarifText
  readonly locations: readonly SarifLocation[]
}

interface SarifLocation {
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string }
    readonly region: { readonly startLine: number }
  }
  readonly logicalLocations: readonly { readonly name: string; readonly kind: string }[]
}

/**
 * The rules that were broken, or could not be decided, as SARIF 2.1.0. A result points at the line the rule stands in;
 * what it is about, the image, is its logical location.
 */
export function gateSarif(report: GateReport, reference: string, version: string): SarifLog {
  const { results, verdict, analysis } = report
  const names = [...new Set(results.map(({ rule }) => rule.name))]
  const told = results.filter(({ outcome }) => outcome.kind !== 'passed')
  const unread = analysis.complete ? [] : ['Not every layer of the image could be read.']
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'layerscope',
            semanticVersion: version,
            rules: names.map(id => ({ id, shortDescription: { text: RULE_HELP[id] } })),
          },
        },
        invocations: [invocation(verdict !== 'undecided', unread)],
        results: told.map(result => sarifResult(result, names.indexOf(result.rule.name), reference)),
        columnKind: 'utf16CodeUnits',
      },
    ],
  }
}

function invocation(
  executionSuccessful: boolean,
  problems: readonly string[],
): SarifRun['invocations'][number] {
  if (problems.length === 0) return { executionSuccessful }
  const toolExecutionNotifications = problems.map(text => ({ level: 'error', message: { text } }) as const)
  return { executionSuccessful, toolExecutionNotifications }
}

function sarifResult(result: RuleResult, ruleIndex: number, reference: string): SarifResult {
  const isBroken = result.outcome.kind === 'broken'
  return {
    ruleId: result.rule.name,
    ruleIndex,
    kind: isBroken ? 'fail' : 'open',
    level: isBroken ? 'error' : 'none',
    message: { text: displayText(`${reference}: ${ruleSentence(result)}`) },
    locations: [location(result.from, reference)],
  }
}

function location(from: RuleOrigin, reference: string): SarifLocation {
  const logicalLocations = [{ name: displayText(reference), kind: 'image' }]
  if (from.kind === 'option') return { logicalLocations }
  const region = { startLine: from.kind === 'file' ? from.line : 1 }
  return { physicalLocation: { artifactLocation: { uri: fileUri(from.file) }, region }, logicalLocations }
}

/** A relative path stays one: code scanning looks it up in the repository. */
function fileUri(file: string): string {
  const uri = file.split('/').map(encodeURIComponent).join('/')
  return file.startsWith('/') ? `file://${uri}` : uri
}
