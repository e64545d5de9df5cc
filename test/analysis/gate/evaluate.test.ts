import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { evaluate } from '../../../src/analysis/gate/evaluate.ts'
import type { Baseline, GateVerdict, Outcome } from '../../../src/analysis/gate/gate.ts'
import type { Rule } from '../../../src/analysis/gate/rule.ts'
import { imageOf, imageOfTexts, text } from '../compare/images.ts'
import { file, startImage } from '../start-image.ts'

const from = { kind: 'option', option: '--rule' } as const

/** unpacked 2110, final 2010, wasted 100 (4.7 %). */
const image = imageOfTexts('RUN a | bin/sh 1000; old 100', 'RUN b | app 1010; .wh.old')

// biome-ignore format: a table
const cases: readonly [string, Rule, Outcome['kind']][] = [
  ['as large as allowed',        { kind: 'bytes', name: 'max-unpacked', most: 2110 },              'passed'],
  ['a byte too large',           { kind: 'bytes', name: 'max-unpacked', most: 2109 },              'broken'],
  ['final as allowed',           { kind: 'bytes', name: 'max-final', most: 2010 },                 'passed'],
  ['final too large',            { kind: 'bytes', name: 'max-final', most: 2009 },                 'broken'],
  ['largest layer as allowed',   { kind: 'bytes', name: 'max-layer', most: 1100 },                 'passed'],
  ['a layer too large',          { kind: 'bytes', name: 'max-layer', most: 1099 },                 'broken'],
  ['waste as allowed',           { kind: 'bytes', name: 'max-waste', most: 100 },                  'passed'],
  ['too much waste',             { kind: 'bytes', name: 'max-waste', most: 99 },                   'broken'],
  ['transfer not known',         { kind: 'bytes', name: 'max-transfer', most: 1e9 },               'undecided'],
  ['layers as allowed',          { kind: 'layers', name: 'max-layers', most: 2 },                  'passed'],
  ['a layer too many',           { kind: 'layers', name: 'max-layers', most: 1 },                  'broken'],
  ['ratio met exactly',          { kind: 'wasteRatio', name: 'max-waste-ratio', most: 100 / 2110 },'passed'],
  ['ratio too high',             { kind: 'wasteRatio', name: 'max-waste-ratio', most: 0.04 },      'broken'],
  ['efficiency met exactly',     { kind: 'efficiency', name: 'min-efficiency', least: 2010 / 2110 },'passed'],
  ['efficiency too low',         { kind: 'efficiency', name: 'min-efficiency', least: 0.96 },      'broken'],
  ['a forbidden name',           { kind: 'path', name: 'forbid-path', glob: 's?' },                'broken'],
  ['a forbidden path',           { kind: 'path', name: 'forbid-path', glob: '/bin/sh' },           'broken'],
  ['a forbidden directory',      { kind: 'path', name: 'forbid-path', glob: 'bin/' },              'broken'],
  ['a forbidden tree',           { kind: 'path', name: 'forbid-path', glob: '/bin/**' },           'broken'],
  ['forbidden, deleted again',   { kind: 'path', name: 'forbid-path', glob: '/old' },              'passed'],
  ['a part of a name is no name',{ kind: 'path', name: 'forbid-path', glob: 'b' },                 'passed'],
  ['a path that is there',       { kind: 'path', name: 'require-path', glob: '/app' },             'passed'],
  ['a path that is not',         { kind: 'path', name: 'require-path', glob: '/etc/passwd' },      'broken'],
  ['growth without a baseline',  { kind: 'growth', name: 'max-growth', most: { kind: 'bytes', bytes: 9 } }, 'undecided'],
  ['runs as root',               { kind: 'nonRoot', name: 'require-non-root' },                    'broken'],
  ['a finding of doctor',        { kind: 'finding', name: 'forbid-finding', finding: 'runsAsRoot' }, 'broken'],
  ['no such finding',            { kind: 'finding', name: 'forbid-finding', finding: 'nulName' },  'passed'],
]

test.each(cases)('%s', (_what, rule, kind) => {
  expect(outcomeOf(rule, image).kind).toBe(kind)
})

test('a path is found through a link in its directory, forbidden or required', () => {
  const linked = imageOfTexts('usr/bin/sh 10; bin -> usr/bin')
  expect(outcomeOf({ kind: 'path', name: 'forbid-path', glob: '/bin/sh' }, linked).kind).toBe('broken')
  expect(outcomeOf({ kind: 'path', name: 'require-path', glob: '/bin/sh' }, linked)).toMatchObject({
    kind: 'passed',
    actual: { paths: [{ path: '/usr/bin/sh', layer: 0, bytes: 10 }] },
  })
})

test('an efficiency that only rounding puts below its limit is none', () => {
  const seven = imageOfTexts('a 7; b 93', '.wh.a') // 1 − 0.07 is 0.9299999999999999
  expect(outcomeOf({ kind: 'efficiency', name: 'min-efficiency', least: 0.93 }, seven).kind).toBe('passed')
})

test('an image without layers passes whatever limits there are', () => {
  const empty = imageOfTexts()
  expect(outcomeOf({ kind: 'bytes', name: 'max-layer', most: 0 }, empty).kind).toBe('passed')
  expect(outcomeOf({ kind: 'path', name: 'forbid-path', glob: '*' }, empty).kind).toBe('passed')
  expect(outcomeOf({ kind: 'dive', name: 'lowestEfficiency', limit: 1 }, empty).kind).toBe('passed')
})

describe('growth against a baseline of 1000 bytes', () => {
  // biome-ignore format: a table
  test.each([
    [1050, { kind: 'share', share: 0.05 },  'passed'],
    [1051, { kind: 'share', share: 0.05 },  'broken'],
    [1070, { kind: 'share', share: 0.07 },  'passed'],
    [1000, { kind: 'share', share: 0 },     'passed'],
    [1001, { kind: 'share', share: 0 },     'broken'],
    [900,  { kind: 'share', share: 0 },     'passed'],
    [1100, { kind: 'bytes', bytes: 100 },   'passed'],
    [1101, { kind: 'bytes', bytes: 100 },   'broken'],
  ] as const)('%i bytes, allowed %j: %s', (bytes, most, kind) => {
    const outcome = outcomeOf({ kind: 'growth', name: 'max-growth', most }, imageOfTexts(`a ${bytes}`), baselineOf(imageOfTexts('a 1000')))
    expect(outcome.kind).toBe(kind)
  })

  test('of an empty baseline no share is small enough', () => {
    const most = { kind: 'share', share: 10 } as const
    const rule: Rule = { kind: 'growth', name: 'max-growth', most }
    expect(outcomeOf(rule, imageOfTexts('a 1'), baselineOf(imageOfTexts(''))).kind).toBe('broken')
    expect(outcomeOf(rule, imageOfTexts(''), baselineOf(imageOfTexts(''))).kind).toBe('passed')
  })

  test('of a pull it needs both compressed sizes', () => {
    const rule: Rule = { kind: 'growth', name: 'max-transfer-growth', most: { kind: 'bytes', bytes: 5 } }
    const pushed = (transferBytes: number) =>
      imageOf({ layers: [{ lines: ['a 9'], blob: `${transferBytes}`, transferBytes }] })
    expect(outcomeOf(rule, pushed(105), baselineOf(pushed(100))).kind).toBe('passed')
    expect(outcomeOf(rule, pushed(106), baselineOf(pushed(100))).kind).toBe('broken')
    expect(outcomeOf(rule, pushed(1), baselineOf(imageOfTexts('a 9')))).toMatchObject({
      kind: 'undecided',
      why: expect.stringMatching(/^of the baseline main, the source holds layers uncompressed/),
    })
    expect(outcomeOf(rule, imageOfTexts('a 9'), baselineOf(pushed(1))).kind).toBe('undecided')
  })

  test('what grew is compared only when a rule on growth is broken', () => {
    const rule = (bytes: number): Rule => ({
      kind: 'growth',
      name: 'max-growth',
      most: { kind: 'bytes', bytes },
    })
    const report = (bytes: number) =>
      evaluate([{ rule: rule(bytes), from }], imageOfTexts('a 9'), baselineOf(imageOfTexts('a 1')))
    expect(report(7).comparison?.paths.totals.grown).toBe(8)
    expect(report(8).comparison).toBeNull()
  })
})

describe('dive, on its own figures', () => {
  // biome-ignore format: a table
  test.each([
    ['lowestEfficiency',         1,     'broken'],
    ['lowestEfficiency',         0.5,   'passed'],
    ['highestWastedBytes',       0,     'broken'],
    ['highestWastedBytes',       1e9,   'passed'],
    ['highestUserWastedPercent', 0,     'broken'],
    ['highestUserWastedPercent', 1,     'passed'],
  ] as const)('%s %d: %s', (name, limit, kind) => {
    const twice = imageOfTexts('a 100; b 1000', 'a 100; c 900')
    expect(outcomeOf({ kind: 'dive', name, limit }, twice).kind).toBe(kind)
  })

  test('a percentage of nothing fails when a byte is wasted, and passes when none is', () => {
    const rule: Rule = { kind: 'dive', name: 'highestUserWastedPercent', limit: 0.9 }
    const share = { kind: 'share', share: null }
    expect(outcomeOf(rule, imageOfTexts('a 100', 'a 0'))).toEqual({ kind: 'broken', actual: share })
    expect(outcomeOf(rule, imageOfTexts('a 100', ''))).toEqual({ kind: 'passed', actual: share })
  })
})

describe('who it runs as', () => {
  const passwd = 'root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:\napp:x:1000:1000::/:\n'

  // biome-ignore format: a table
  test.each([
    ['',          'broken', 'root (uid 0)'],
    ['0',         'broken', 'root (uid 0)'],
    ['root:1000', 'broken', 'root (uid 0)'],
    ['toor',      'broken', 'toor (uid 0)'],
    ['app',       'passed', 'app (uid 1000)'],
    ['1234',      'passed', 'uid 1234'],
    ['nobody',    'broken', 'USER nobody, whom the image does not know'],
  ])('USER %j: %s, %s', async (user, kind, told) => {
    const started = await startImage({ files: [file('etc/passwd', passwd), file('etc/group', 'x:x:1000:\n')], config: { user } })
    expect(outcomeOf({ kind: 'nonRoot', name: 'require-non-root' }, started)).toEqual({ kind, actual: { kind: 'user', user: told } })
  })

  test('a name is not decided where a layer could not be read; a number is', async () => {
    const rule: Rule = { kind: 'nonRoot', name: 'require-non-root' }
    const cut = (user: string) =>
      startImage({ files: [file('etc/passwd', passwd)], config: { user }, unreadableAbove: true })
    expect(outcomeOf(rule, await cut('app')).kind).toBe('undecided')
    expect(outcomeOf(rule, await cut('1000')).kind).toBe('passed')
  })
})

describe('an image read in part', () => {
  const cut = imageOf({ layers: [text('a 100'), { lines: [], unreadable: true }] })

  test.each(cases.map(([, rule]) => [rule.name, rule] as const))(
    '%s passes nothing that a layer could break',
    (name, rule) => {
      const { kind } = outcomeOf(rule, cut)
      if (name !== 'max-layers') expect(kind).not.toBe('passed')
    },
  )

  test('is undecided as a whole, even where every rule could be decided', () => {
    expect(verdictOf([{ kind: 'layers', name: 'max-layers', most: 9 }], cut)).toBe('undecided')
  })

  test('a layer that is known to be too large breaks its rule all the same', () => {
    expect(outcomeOf({ kind: 'bytes', name: 'max-layer', most: 99 }, cut).kind).toBe('broken')
  })
})

test('one undecided rule outweighs a broken one: 2 is never taken for 1', () => {
  const broken: Rule = { kind: 'layers', name: 'max-layers', most: 1 }
  const undecided: Rule = { kind: 'bytes', name: 'max-transfer', most: 1 }
  expect(verdictOf([broken], image)).toBe('broken')
  expect(verdictOf([broken, undecided], image)).toBe('undecided')
  expect(verdictOf([{ ...broken, most: 2 }], image)).toBe('passed')
})

function outcomeOf(rule: Rule, analysis: Analysis, baseline: Baseline | null = null): Outcome {
  const [result] = evaluate([{ rule, from }], analysis, baseline).results
  if (result === undefined) throw new Error('a rule without a result')
  return result.outcome
}

function verdictOf(rules: readonly Rule[], analysis: Analysis): GateVerdict {
  return evaluate(
    rules.map(rule => ({ rule, from })),
    analysis,
    null,
  ).verdict
}

function baselineOf(analysis: Analysis): Baseline {
  const { unpackedBytes, transferBytes } = analysis
  return { reference: 'main', unpackedBytes, transferBytes, analysis }
}
