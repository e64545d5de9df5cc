import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { collectRules } from '../../../src/cli/rules/collect-rules.ts'
import type { Statement } from '../../../src/cli/rules/statement.ts'
import { LayerscopeError } from '../../../src/errors.ts'
import { originText } from '../../../src/report/gate/rule-text.ts'

const before = process.cwd()
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  process.chdir(folder)
})

afterEach(async () => {
  process.chdir(before)
  await rm(folder, { recursive: true })
})

describe('where rules come from', () => {
  test('each rule says where it stands', async () => {
    await writeFile(
      'layerscope.yaml',
      '# the gate\nci:\n  max-unpacked: 200MB\n  forbid-path: ["*.pem",\n    /root/.ssh]\n',
    )
    await writeFile(
      'package.json',
      '{\n\t"name": "x",\n\t"layerscope": {\n\t\t"ci": { "max-layers": 12 }\n\t}\n}\n',
    )
    await writeFile('.dive-ci', 'rules:\n  lowestEfficiency: 0.95\n  highestWastedBytes: 20MB\n')
    expect(await told([option('max-final', '1GB')])).toEqual([
      'max-final from --max-final',
      'max-unpacked from layerscope.yaml:3',
      'forbid-path from layerscope.yaml:4',
      'forbid-path from layerscope.yaml:5',
      'max-layers from package.json:4',
      'lowestEfficiency from .dive-ci:2',
      'highestWastedBytes from .dive-ci:3',
      "highestUserWastedPercent from .dive-ci (dive's default)",
    ])
  })

  test('of rules for one thing the first place counts: options, layerscope.yaml, package.json', async () => {
    await writeFile('layerscope.yaml', 'ci:\n  max-size: 2MB\n  max-waste-ratio: 10%\n')
    await writeFile('package.json', '{"layerscope":{"ci":{"max-unpacked":"3MB","max-layers":"3"}}}')
    const rules = await collectRules([option('max-unpacked', '1MB'), option('min-efficiency', '50%')], null)
    expect(rules.map(({ rule }) => rule)).toEqual([
      { kind: 'bytes', name: 'max-unpacked', most: 1e6 },
      { kind: 'efficiency', name: 'min-efficiency', least: 0.5 },
      { kind: 'layers', name: 'max-layers', most: 3 },
    ])
  })

  test('rules on paths and findings add up; the same rule twice is one', async () => {
    await writeFile('layerscope.yaml', 'ci:\n  forbid-path: [a, /b]\n  forbid-finding: nulName\n')
    expect(
      await told([option('forbid-path', 'a'), option('forbid-path', '/b/'), option('forbid-path', 'c')]),
    ).toEqual([
      'forbid-path from --forbid-path',
      'forbid-path from --forbid-path',
      'forbid-path from --forbid-path',
      'forbid-finding from layerscope.yaml:3',
    ])
  })

  test('--rules reads that file and no other, by its name', async () => {
    await writeFile('layerscope.yaml', 'ci: { max-layers: 1 }')
    await mkdir('gates')
    await writeFile('gates/strict.yml', 'ci: { max-layers: 2 }')
    await writeFile(
      'gates/team.dive-ci',
      'rules: { lowest-efficiency: 0.8, highestUserWastedPercent: disabled }',
    )
    expect(await told([], './gates/strict.yml')).toEqual(['max-layers from gates/strict.yml:1'])
    expect(await told([], 'gates/team.dive-ci')).toEqual(['lowestEfficiency from gates/team.dive-ci:1'])
  })

  test('a rule may be switched off by a place that comes first', async () => {
    await writeFile('layerscope.yaml', 'ci:\n  require-non-root: false\n  max-layers: 3\n')
    await writeFile('package.json', '{"layerscope":{"ci":{"require-non-root":true}}}')
    expect(await told([])).toEqual(['max-layers from layerscope.yaml:3'])
  })

  test('a package.json of somebody who has no rules is not even read as one', async () => {
    await writeFile('package.json', '{ "name": broken')
    expect(await told([option('max-layers', '1')])).toEqual(['max-layers from --max-layers'])
  })
})

test('the rules of the README are rules', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8')
  const example = /```yaml\n(# layerscope\.yaml\n[^`]*)```/.exec(readme)?.[1] ?? ''
  await writeFile('layerscope.yaml', example)
  expect((await told([])).length).toBeGreaterThan(8)
})

describe('values', () => {
  // biome-ignore format: a table
  test.each([
    ['max-unpacked',        '200MB',    { most: 200_000_000 }],
    ['max-size',            '1.5 GiB',  { name: 'max-unpacked', most: 1_610_612_736 }],
    ['max-layer',           '0',        { most: 0 }],
    ['max-waste-ratio',     '10%',      { most: 0.1 }],
    ['max-waste-ratio',     '10 %',     { most: 0.1 }],
    ['max-waste-ratio',     '.1',       { most: 0.1 }],
    ['min-efficiency',      '1',        { least: 1 }],
    ['max-growth',          '5%',       { most: { kind: 'share', share: 0.05 } }],
    ['max-growth',          '140 %',    { most: { kind: 'share', share: 1.4 } }],
    ['max-transfer-growth', '20MB',     { most: { kind: 'bytes', bytes: 20_000_000 } }],
  ])('%s %s', async (name, value, rule) => {
    const [placed] = await collectRules([option(name, value)], null)
    expect(placed?.rule).toMatchObject(rule)
  })

  // biome-ignore format: a table
  test.each([
    ['max-unpacked',    '10 MBB'], ['max-unpacked', 'NaN'],   ['max-unpacked', 'Infinity'], ['max-unpacked', '-5MB'],
    ['max-unpacked',    '0.5'],    ['max-unpacked', ''],      ['max-unpacked', '1e6'],      ['max-unpacked', '5%'],
    ['max-layers',      '1.5'],    ['max-layers', '-1'],      ['max-layers', '12MB'],       ['max-layers', 'NaN'],
    ['max-waste-ratio', '140 %'],  ['max-waste-ratio', '1.1'],['max-waste-ratio', '10'],    ['max-waste-ratio', '10MB'],
    ['min-efficiency',  'NaN'],    ['min-efficiency', '-1%'], ['min-efficiency', 'Infinity'],
    ['max-growth',      '-5%'],    ['max-growth', '0.05'],    ['max-growth', 'NaN%'],       ['max-growth', '5 %%'],
    ['forbid-path',     ''],       ['forbid-finding', 'nulNam'],
  ])('%s %j is refused with the option and what it takes', async (name, value) => {
    expect(await problem([option(name, value)])).toMatch(`--${name} is "${value}"; it takes`)
  })

  test('whatever the value, it is understood or refused in one sentence', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('max-unpacked', 'max-growth', 'min-efficiency', 'max-layers'),
        fc.string(),
        async (name, value) => {
          const outcome = await collectRules([option(name, value)], null).catch((error: unknown) => error)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(LayerscopeError)
          else expect(JSON.stringify(outcome)).not.toMatch(/null|-\d/)
        },
      ),
    )
  })
})

describe('mistakes are told with file, line and the nearest word', () => {
  // biome-ignore format: a table
  test.each([
    ['a misspelt rule',        'ci:\n  max-unpaked: 1MB',              'layerscope.yaml:2: there is no rule "max-unpaked". Did you mean max-unpacked?'],
    ['a misspelt section',     'cy:\n  max-unpacked: 1MB',             'layerscope.yaml:1: "cy" means nothing here. Did you mean ci?'],
    ['no section',             'max-unpacked: 1MB',                    'layerscope.yaml:1: "max-unpacked" means nothing here; rules stand beneath "ci:".'],
    ['a value',                'ci:\n  max-waste-ratio: 140 %',        'layerscope.yaml:2: max-waste-ratio is "140 %"; it takes a share, as 10% or 0.1.'],
    ['a finding',              'ci:\n  forbid-finding:\n    - nulNaem', 'layerscope.yaml:3: forbid-finding is "nulNaem"; it takes a kind of finding, as duplicatePath. Did you mean nulName?'],
    ['a list for one value',   'ci:\n  max-layers: [1, 2]',            'layerscope.yaml:2: max-layers takes one value, not a list.'],
    ['a mapping for a value',  'ci:\n  max-layers: { a: 1 }',          'layerscope.yaml:2: "max-layers" takes a value, written out.'],
    ['an alias',               'ci:\n  max-layers: &n 3\n  max-final: *n', 'layerscope.yaml:3: "max-final" takes a value, written out.'],
    ['nothing for a value',    'ci:\n  max-layers:',                   'layerscope.yaml:2: max-layers is ""; it takes a whole number, as 12.'],
    ['a key twice',            'ci:\n  max-layers: 1\n  max-layers: 2', 'layerscope.yaml:3: "max-layers" stands twice; keep one.'],
    ['two names of one limit', 'ci:\n  max-size: 1MB\n  max-unpacked: 2MB', 'layerscope.yaml:3: max-size 1MB (line 2) and max-unpacked 2MB (line 3) limit the same thing; keep one.'],
    ['two sides of one limit', 'ci:\n  max-waste-ratio: 10%\n  min-efficiency: 95%', 'layerscope.yaml:3: max-waste-ratio 10% (line 2) and min-efficiency 95% (line 3) limit the same thing; keep one.'],
    ['both ways',              'ci:\n  forbid-path: /bin/sh\n  require-path: bin/sh', 'layerscope.yaml:2: "/bin/sh" is forbidden here and required by layerscope.yaml:3; keep one.'],
    ['a list of rules',        'ci:\n  - max-layers: 1',               'layerscope.yaml:2: "ci" takes rules, one a line, as max-unpacked: 200MB.'],
    ['a text',                 'hello',                                'layerscope.yaml:1: there should be a mapping with "ci:" in it.'],
    ['no YAML',                'ci:\n  max-layers: [1',                'layerscope.yaml:2: it cannot be read: '],
    ['a tab',                  'ci:\n\tmax-layers: 1',                 'layerscope.yaml:2: it cannot be read: '],
    ['two documents',          'ci:\n  max-layers: 1\n---\nci: {}',    'layerscope.yaml:3: it cannot be read: '],
  ])('%s', async (_what, yaml, sentence) => {
    await writeFile('layerscope.yaml', yaml)
    const found = await problem([])
    expect(found.startsWith(sentence) ? sentence : found).toBe(sentence)
    expect(found).not.toContain('\n')
  })

  // biome-ignore format: a table
  test.each([
    ['package.json', '{\n  "layerscope": {\n    "ic": {}\n  }\n}',        'package.json:3: "ic" means nothing here. Did you mean ci?'],
    ['package.json', '{\n  "layerscope": { "ci": { "max-growht": "5%" } }\n}', 'package.json:2: there is no rule "max-growht". Did you mean max-growth?'],
    ['.dive-ci',     'rules:\n  lowestEficiency: 0.9',                     '.dive-ci:2: there is no rule "lowestEficiency". Did you mean lowestEfficiency?'],
    ['.dive-ci',     'rules:\n  lowestEfficiency: 95',                     '.dive-ci:2: lowestEfficiency is "95"; it takes a share, as 0.9, or disabled.'],
  ])('%s: %j', async (file, content, sentence) => {
    await writeFile(file, content)
    expect(await problem([])).toBe(sentence)
  })

  test('an option that contradicts a file', async () => {
    await writeFile('layerscope.yaml', 'ci:\n  require-path: /app\n')
    expect(await problem([option('forbid-path', '/app')])).toBe(
      '"/app" is forbidden here and required by layerscope.yaml:2; keep one.',
    )
  })

  test('one option twice, with two values', async () => {
    expect(await problem([option('max-layers', '1'), option('max-layers', '2')])).toBe(
      '--max-layers 1 and --max-layers 2 limit the same thing; keep one.',
    )
  })
})

describe('a gate without rules is no gate', () => {
  // biome-ignore format: a table
  test.each([
    ['nothing anywhere',    {},                                    null,       /^There is no rule to hold the image against/],
    ['an empty file',       { 'layerscope.yaml': '' },             null,       /^There is no rule/],
    ['an empty section',    { 'layerscope.yaml': 'ci:\n' },        null,       /^There is no rule/],
    ['every rule off',      { 'layerscope.yaml': 'ci: { require-non-root: false }' }, null, /^There is no rule/],
    ['an asked empty file', { 'gate.yaml': '{}' },                 'gate.yaml', /^gate.yaml holds no rule/],
    ['a missing file',      {},                                    'gate.yaml', /^There is no file or directory "gate.yaml"/],
    ['another suffix',      { 'layerscope.yml': 'ci: {}' },        null,       /^layerscope.yml is not looked at; call it layerscope.yaml/],
  ])('%s', async (_what, files, rules, sentence) => {
    for (const [name, content] of Object.entries(files)) await writeFile(name, content)
    expect(await problem([], rules)).toMatch(sentence)
  })

  test('a file nobody may read, a directory, and bytes that are no text are told apart', async () => {
    await mkdir('folder.yaml')
    expect(await problem([], 'folder.yaml')).toBe('"folder.yaml" cannot be read: it is a directory.')
    await writeFile('bytes.yaml', new Uint8Array([0x63, 0x69, 0xff]))
    expect(await problem([], 'bytes.yaml')).toBe('bytes.yaml:1: the file is not text in UTF-8.')
    await writeFile('huge.yaml', `ci: {}\n#${' '.repeat(1024 * 1024)}`)
    expect(await problem([], 'huge.yaml')).toMatch(/^huge.yaml:1: the file is larger than 1,048,576 bytes/)
  })

  test.skipIf(process.getuid?.() === 0)('a file without permission', async () => {
    await writeFile('layerscope.yaml', 'ci: { max-layers: 1 }')
    await chmod('layerscope.yaml', 0)
    expect(await problem([])).toMatch(/^No permission to read "layerscope.yaml"/)
  })
})

test('whatever stands in a rules file, it is rules or one sentence', async () => {
  const line = fc.constantFrom(
    'ci:',
    '  max-layers: 3',
    '  max-growth: 5%',
    '  - a',
    '*x',
    '&a b',
    '---',
    '{',
    '}',
    '[',
    '"',
    "'",
    '  forbid-path: [a,',
    '\t',
    ': :',
    '<<: *a',
    '? a',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(line, fc.string()), { maxLength: 8 }), async lines => {
      await writeFile('gate.yaml', lines.join('\n'))
      const outcome = await collectRules([], 'gate.yaml').catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(LayerscopeError)
    }),
  )
})

function option(name: string, value: string): Statement {
  return { name, value, isListed: false, from: { kind: 'option', option: `--${name}` } }
}

async function told(options: readonly Statement[], file: string | null = null): Promise<string[]> {
  const rules = await collectRules(options, file)
  return rules.map(({ rule, from }) => `${rule.name} from ${originText(from)}`)
}

async function problem(options: readonly Statement[], file: string | null = null): Promise<string> {
  const error: unknown = await collectRules(options, file).then(
    () => null,
    reason => reason,
  )
  return error instanceof LayerscopeError ? error.message : `no fault but ${String(error)}`
}
