import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src/analysis/gate/evaluate.ts'
import type { GateReport } from '../../../src/analysis/gate/gate.ts'
import type { Rule } from '../../../src/analysis/gate/rule.ts'
import { gateAnnotations } from '../../../src/report/gate/gate-annotations.ts'
import { gateCsv } from '../../../src/report/gate/gate-csv.ts'
import { gateJunit } from '../../../src/report/gate/gate-junit.ts'
import { gateMarkdown } from '../../../src/report/gate/gate-markdown.ts'
import { gateSarif } from '../../../src/report/gate/gate-sarif.ts'
import { gateText } from '../../../src/report/gate/gate-text.ts'
import { ruleTexts } from '../../../src/report/gate/rule-text.ts'
import { ciJson } from '../../../src/report/json/ci-json.ts'
import { jsonPieces } from '../../../src/report/json/json-pieces.ts'
import { lineText } from '../../../src/report/line.ts'
import { SCHEMA } from '../../../src/report/schema/schema.ts'
import { imageOf, imageOfTexts, text } from '../../analysis/compare/images.ts'
import { SARIF_SCHEMA } from './sarif-schema.ts'

const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { 'uri-reference': /^[^\s\\]*$/ } })
const fitsOurs = ajv.addSchema({ ...SCHEMA, $id: 'layerscope' }).getSchema('layerscope#/$defs/ciReport')
const fitsSarif = ajv.compile(SARIF_SCHEMA)
/** The standard's own schema; of its formats only that they are texts. Draft 4 calls `$id` otherwise, no more matters. */
const {
  $schema: _draft,
  id: _name,
  ...standard
} = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const fitsStandard = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  standard,
)
const xsd = XsdValidator.fromDoc(
  XmlDocument.fromBuffer(await readFile(new URL('junit.xsd', import.meta.url))),
)

const NASTY = 'evil"<&>\'|`@you`\u001b[31m\n::error::x %0A'

/** One rule of every kind, broken, passed and undecided, of images whose names would like to be markup. */
const reports: readonly (readonly [string, GateReport])[] = [
  ['broken rules of every kind', reportOf(0)],
  ['rules that hold', reportOf(1e9)],
  ['an image read in part', reportOf(0, true)],
]

describe.each(reports)('%s', (_what, report) => {
  test('as JSON fits the schema', () => {
    const json = JSON.parse([...jsonPieces(ciJson(report, NASTY))].join(''))
    expect(fitsOurs?.(json) ? null : fitsOurs?.errors).toBeNull()
  })

  test('as SARIF fits the standard', () => {
    const log = JSON.parse([...jsonPieces(gateSarif(report, NASTY, '1.2.3'))].join(''))
    expect(fitsStandard(log) ? null : fitsStandard.errors).toBeNull()
    expect(fitsSarif(log) ? null : fitsSarif.errors).toBeNull()
    const [run] = log.runs
    expect(run.results.map((each: { ruleId: string }) => each.ruleId)).toEqual(
      run.results.map((each: { ruleIndex: number }) => run.tool.driver.rules[each.ruleIndex].id),
    )
  })

  test('as JUnit fits its schema, and counts right', () => {
    using document = XmlDocument.fromString(gateJunit(report, NASTY))
    expect(() => xsd.validate(document)).not.toThrow()
    for (const [attribute, path] of [
      ['tests', '//testcase'],
      ['failures', '//failure'],
      ['errors', '//error'],
    ])
      expect(document.get(`//testsuite/@${attribute}`)?.content).toBe(
        String(document.find(path ?? '').length),
      )
  })

  test('in GitHub annotations nobody else gives a command', () => {
    for (const line of gateAnnotations(report, NASTY))
      expect(line).toMatch(/^::error (?:file=[^,:\n]+,line=\d+,)?title=[^,:\n]+::[^\n\r]*$/)
  })

  test('in text and Markdown no control character is left', () => {
    const shown = [
      ...gateText(report, { reference: NASTY, width: null }).map(lineText),
      ...gateMarkdown(report, NASTY).split('\n'),
      ...[...gateCsv(report)].join('').split('\r\n'),
    ]
    for (const line of shown) expect(line).not.toMatch(/\p{Cc}/u)
  })

  test('every row of a Markdown table has its cells', () => {
    const rows = gateMarkdown(report, NASTY)
      .split('\n')
      .filter(line => line.startsWith('|'))
    const cells = rows.map(row => row.replaceAll('\\|', '').split('|').length)
    const columns = new Set(cells)
    expect(rows.length).toBeGreaterThan(2)
    expect(Math.max(...columns)).toBeLessThanOrEqual(7)
  })
})

// biome-ignore format: a table
test.each<[rule: Rule, bytes: number, limit: string, actual: string]>([
  [{ kind: 'bytes', name: 'max-unpacked', most: 1_000_000 },                              1_000_001, '1,000,000 bytes', '1,000,001 bytes'],
  [{ kind: 'growth', name: 'max-growth', most: { kind: 'share', share: 0.05 } },          1_050_001, '+5 %',            '+5.0001 % (+50,001 bytes)'],
  [{ kind: 'growth', name: 'max-growth', most: { kind: 'bytes', bytes: 50_000 } },        1_050_001, '+50,000 bytes',   '+50,001 bytes (+5.0001 %)'],
])('a rule that is broken by less than rounding shows is told exactly: %j', (rule, bytes, limit, actual) => {
  const before = imageOfTexts('a 1000000')
  const { unpackedBytes, transferBytes } = before
  const baseline = { reference: 'main', unpackedBytes, transferBytes, analysis: before }
  const placed = { rule, from: { kind: 'option', option: '--rule' } } as const
  const [result] = evaluate([placed], imageOfTexts(`a ${bytes}`), baseline).results
  expect(result === undefined ? null : ruleTexts(result)).toEqual({ limit, actual })
})

test('whatever a file is called, an annotation is one line and ends its properties where it should', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (reference, file) => {
      const [line = ''] = gateAnnotations(
        evaluate(
          [{ rule: { kind: 'layers', name: 'max-layers', most: 0 }, from: { kind: 'file', file, line: 1 } }],
          imageOfTexts('a 1'),
          null,
        ),
        reference,
      )
      expect(line.split(/[\r\n]/)).toHaveLength(1)
      expect(line).toMatch(/^::error file=[^,:]*,line=1,title=layerscope ci%3A max-layers::/)
    }),
  )
})

function reportOf(most: number, cut = false): GateReport {
  const share = Math.min(1, most)
  const rules: Rule[] = [
    { kind: 'bytes', name: 'max-unpacked', most },
    { kind: 'bytes', name: 'max-final', most },
    { kind: 'bytes', name: 'max-transfer', most },
    { kind: 'bytes', name: 'max-layer', most },
    { kind: 'bytes', name: 'max-waste', most },
    { kind: 'layers', name: 'max-layers', most },
    { kind: 'wasteRatio', name: 'max-waste-ratio', most: share },
    { kind: 'efficiency', name: 'min-efficiency', least: 1 - share },
    { kind: 'growth', name: 'max-growth', most: { kind: 'bytes', bytes: most } },
    { kind: 'growth', name: 'max-transfer-growth', most: { kind: 'share', share: most } },
    { kind: 'path', name: 'forbid-path', glob: most === 0 ? NASTY.slice(0, 4).concat('*') : '|nothing|' },
    { kind: 'path', name: 'require-path', glob: most === 0 ? '|nothing|' : '*' },
    { kind: 'finding', name: 'forbid-finding', finding: most === 0 ? 'runsAsRoot' : 'indexLoop' },
    { kind: 'nonRoot', name: 'require-non-root' },
    { kind: 'dive', name: 'lowestEfficiency', limit: 1 - share },
    { kind: 'dive', name: 'highestWastedBytes', limit: most },
    { kind: 'dive', name: 'highestUserWastedPercent', limit: share },
  ]
  const pushed = (lines: readonly string[], transferBytes: number) => ({ lines, blob: 'b', transferBytes })
  const image = imageOf({
    config: { user: most === 0 ? '' : '1000' },
    layers: [
      { ...pushed(['a 10', 'evil|x 5', 'old 7'], 100), instruction: `RUN ${NASTY}` },
      { ...pushed(['a 11', '.wh.old'], 50), instruction: 'COPY | .' },
      ...(cut ? [{ ...text('z 1'), unreadable: true as const }] : []),
    ],
  })
  const before = imageOf({ layers: [pushed(['a 10'], 9)] })
  const { unpackedBytes, transferBytes } = before
  return evaluate(
    rules.map((rule, at) => ({ rule, from: { kind: 'file', file: `gates/${at} ,:%.yaml`, line: at + 1 } })),
    image,
    { reference: NASTY, unpackedBytes, transferBytes, analysis: before },
  )
}
