import { evaluate } from '../analysis/gate/evaluate.ts'
import type { GateReport } from '../analysis/gate/gate.ts'
import type { PlacedRule } from '../analysis/gate/rule.ts'
import { fail } from '../errors.ts'
import { gateAnnotations } from '../report/gate/gate-annotations.ts'
import { gateCsv } from '../report/gate/gate-csv.ts'
import { gateJunit } from '../report/gate/gate-junit.ts'
import { gateMarkdown } from '../report/gate/gate-markdown.ts'
import { gateSarif } from '../report/gate/gate-sarif.ts'
import { gateText } from '../report/gate/gate-text.ts'
import { originText } from '../report/gate/rule-text.ts'
import { ciJson } from '../report/json/ci-json.ts'
import { jsonPieces } from '../report/json/json-pieces.ts'
import { A_FILE, AN_IMAGE, type Call, type Command, oneOf } from './command.ts'
import { choice } from './global-options.ts'
import { text } from './option-values.ts'
import { printResult, type Result } from './print.ts'
import { reportMissingLayers } from './read-image.ts'
import { collectRules } from './rules/collect-rules.ts'
import { readCandidates } from './rules/read-baseline.ts'
import { optionStatements, RULE_OPTIONS } from './rules/rule-options.ts'
import type { ExitCode } from './surroundings.ts'
import { VERSION } from './version.ts'
import { writeFileWhole } from './write-file-whole.ts'

const ANNOTATIONS = ['auto', 'github', 'none'] as const

export const ci: Command = {
  name: 'ci',
  summary: 'hold an image against rules, for a build that may fail',
  description:
    'Holds an image against rules. They come from the options, then from layerscope.yaml (beneath "ci:"), ' +
    'package.json ("layerscope": {"ci": …}) and .dive-ci of the working directory; of rules for one thing the first ' +
    'counts, rules on paths and findings add up. Sizes are unpacked ones unless the name says otherwise. ' +
    'Ends with 0 when every rule holds, 1 when one is broken, 2 when not everything could be decided.',
  words: [{ syntax: '<IMAGE>', description: 'the image', completes: AN_IMAGE }],
  options: [
    ...RULE_OPTIONS,
    { syntax: '--baseline <IMAGE>', description: 'what growth is measured against', completes: AN_IMAGE },
    {
      syntax: '--rules <FILE>',
      description: 'read this file instead of those of the directory',
      completes: A_FILE,
    },
    { syntax: '--junit <FILE>', description: 'write a JUnit report too', completes: A_FILE },
    { syntax: '--sarif <FILE>', description: 'write a SARIF 2.1.0 log too', completes: A_FILE },
    {
      syntax: '--annotations <WHERE>',
      description: 'auto (when GITHUB_ACTIONS is true), github or none; on standard error',
      completes: oneOf(ANNOTATIONS),
    },
  ],
  examples: [
    { line: 'layerscope ci api-service:pr --max-unpacked 200MB --require-non-root', says: 'two rules' },
    {
      line: 'layerscope ci api-service:pr --baseline api-service:main --max-growth 5%',
      says: 'stops an image that grew by more than 5 %',
    },
    {
      line: 'layerscope ci api-service:pr --format markdown -o comment.md --junit junit.xml',
      says: 'the rules of layerscope.yaml; a comment and a report',
    },
  ],
  async run(call) {
    const [reference = ''] = call.words
    const annotates = wantsAnnotations(call)
    const rules = await collectRules(optionStatements(call.values), text(call.values, 'rules'))
    const baselineReference = checkBaseline(rules, text(call.values, 'baseline'))
    const { analysis, baseline } = await readCandidates(reference, baselineReference, call)
    const report = evaluate(rules, analysis, baseline)
    await printResult(resultOf(report, reference), call)
    await writeReports(report, reference, call)
    if (annotates) await annotate(report, reference, call)
    const read = await reportMissingLayers(analysis, call)
    return read === 2 ? 2 : EXIT_CODES[report.verdict]
  },
}

const EXIT_CODES = { passed: 0, broken: 1, undecided: 2 } as const satisfies Record<
  GateReport['verdict'],
  ExitCode
>

function wantsAnnotations({ values, surroundings: { machine } }: Call): boolean {
  const where = choice('--annotations', ANNOTATIONS, text(values, 'annotations')) ?? 'auto'
  return where === 'auto' ? machine.variables['GITHUB_ACTIONS'] === 'true' : where === 'github'
}

/** Growth needs a baseline, and a baseline a rule on growth: either alone is a gate that looks shut and is open. */
function checkBaseline(rules: readonly PlacedRule[], baseline: string | null): string | null {
  const growth = rules.find(({ rule }) => rule.kind === 'growth')
  if (growth !== undefined && baseline === null)
    usage(
      `${growth.from.kind === 'file' ? `${originText(growth.from)}: ` : '--'}${growth.rule.name} needs something to compare with; add --baseline IMAGE.`,
    )
  if (growth === undefined && baseline !== null)
    usage('--baseline is given, but no rule is about growth; add one, as --max-growth 5%.')
  return baseline
}

function resultOf(report: GateReport, reference: string): Result {
  return {
    text: width => gateText(report, { reference, width }),
    json: () => ciJson(report, reference),
    markdown: () => gateMarkdown(report, reference),
    csv: () => gateCsv(report),
  }
}

async function writeReports(report: GateReport, reference: string, call: Call): Promise<void> {
  const { signal } = call.surroundings
  const [junit, sarif] = [text(call.values, 'junit'), text(call.values, 'sarif')]
  if (junit !== null) await writeFileWhole(junit, [gateJunit(report, reference)], signal)
  if (sarif !== null) await writeFileWhole(sarif, jsonPieces(gateSarif(report, reference, VERSION)), signal)
}

/** On standard error: the runner reads both, and standard output carries the result. */
async function annotate(report: GateReport, reference: string, { surroundings }: Call): Promise<void> {
  for (const line of gateAnnotations(report, reference)) await surroundings.stderr.write(`${line}\n`)
}

function usage(message: string): never {
  return fail({ kind: 'usage', message })
}
