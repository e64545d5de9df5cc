import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LayerscopeError } from '../../src/errors.ts'
import { imageOfTexts } from '../analysis/compare/images.ts'
import { jsonOf, openText } from './reopen.ts'

const SAVED = jsonOf(
  imageOfTexts('RUN a | bin/sh 10; dev/null c=1:3; l -> bin', 'RUN b | .wh.bin; a 5 xattr=user.x'),
)

// biome-ignore format: a table
test.each([
  ['an empty file',         '',                                          /found an empty file\. Valid is an analysis saved with layerscope IMAGE --json --files\.$/],
  ['a text',                'hello',                                     /found no JSON document/],
  ['another JSON document', '{"name":"x","version":"1.0.0"}',            /found a JSON document that layerscope did not write/],
  ['a list',                '[{"path":"/a"}]',                           /found a JSON document that layerscope did not write/],
  ['another report',        '{"schemaVersion":"1.1","rules":[]}',        /found another report of layerscope/],
  ['a newer analysis',      SAVED.replace('"1.1"', '"2.0"'),             /has version 2\.0 of the analysis; this layerscope reads 1\.x/],
  ['a version that is none',SAVED.replace('"1.1"', '"one"'),             /found a JSON document of version "one"/],
  ['a cut file',            SAVED.slice(0, -40),                         /ends early: after [\d,]+ bytes/],
  ['no JSON at the end',    `${SAVED.trimEnd().slice(0, -1)},}`,         /is malformed: its text is not JSON/],
  ['no files',              withoutFiles(),                              /holds figures, but not the files it takes to open it/],
  ['a wrong mode',          SAVED.replace('"type":"file","mode":"0644"', '"type":"file","mode":"rwx"'), /record\.entries\[\d+\] is malformed: mode is the text "rwx", expected four octal digits/],
  ['a wrong type',          SAVED.replace('"type":"symlink","mode"', '"type":"door","mode"'), /type is the text "door", expected one of file, directory/],
  ['a name beyond bytes',   SAVED.replace('"path":"/dev/null","type":"character","mode"', '"path":"/π","type":"character","mode"'), /path is the text "\/π", expected a text of one character a byte/],
  ['no time',               SAVED.replace(/"mtime":\d+/, '"mtime":"now"'), /mtime is the text "now", expected a number/],
])('%s is refused in a sentence', async (_what, text, sentence) => {
  const problem = await problemOf(text)
  expect(problem).toMatch(sentence)
  expect(problem).not.toContain('\n')
})

test('of a newer minor version what is not known is left out', async () => {
  const newer = SAVED.replace('"1.1"', '"1.9"')
    .replace('"findings": []', '"findings": [{"kind":"notYetKnown","severity":"loud"}]')
    .replaceAll('"mtime":', '"novelty":[{}],"mtime":')
  const { image } = JSON.parse(jsonOf(await openText(newer)))
  expect(image).toEqual(JSON.parse(SAVED).image)
})

test('keys in another order, and on one line, as other programs write them', async () => {
  const sorted = JSON.stringify(sortKeys(JSON.parse(SAVED)))
  expect(jsonOf(await openText(sorted))).toBe(SAVED)
})

test('wherever it is cut, or a byte of it changes, it opens or is refused in a sentence', {
  timeout: 120_000,
}, async () => {
  const bytes = new TextEncoder().encode(SAVED)
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.boolean(),
      async (at, byte, cut) => {
        const damaged = cut ? bytes.slice(0, at) : bytes.with(at, byte)
        const error: unknown = await openText(damaged).then(
          () => null,
          reason => reason,
        )
        if (error !== null) expect(error).toBeInstanceOf(LayerscopeError)
      },
    ),
    { numRuns: 200 },
  )
})

test('a value of the wrong kind anywhere is refused, or does no harm', { timeout: 120_000 }, async () => {
  const places = [...placesOf(JSON.parse(SAVED))]
  const values = fc.constantFrom<unknown>(null, -1, 1e300, 'x', '', [], {}, true, [[]], { a: 1 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), values, async (place, value) => {
      const error: unknown = await openText(JSON.stringify(replaced(JSON.parse(SAVED), place, value))).then(
        opened => {
          jsonOf(opened)
          return null
        },
        reason => reason,
      )
      if (error !== null) expect(error).toBeInstanceOf(LayerscopeError)
    }),
    { numRuns: 200 },
  )
})

async function problemOf(text: string): Promise<string> {
  const error: unknown = await openText(text).then(
    () => null,
    reason => reason,
  )
  return error instanceof LayerscopeError ? error.message : `no fault but ${String(error)}`
}

function withoutFiles(): string {
  const { record: _record, finalFiles: _files, ...rest } = JSON.parse(SAVED)
  return JSON.stringify(rest)
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sortKeys(member)]),
  )
}

type Place = readonly (string | number)[]

function* placesOf(value: unknown, at: Place = []): Generator<Place> {
  if (at.length > 0) yield at
  if (typeof value !== 'object' || value === null) return
  const members = Array.isArray(value) ? value.entries() : Object.entries(value)
  for (const [name, member] of members) yield* placesOf(member, [...at, name])
}

function replaced(value: unknown, [name, ...rest]: Place, put: unknown): unknown {
  if (name === undefined) return put
  if (Array.isArray(value))
    return value.map((member, at) => (at === name ? replaced(member, rest, put) : member))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === name ? replaced(member, rest, put) : member]),
  )
}
