import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LayerscopeError } from '../../src/errors.ts'
import { JsonSplitter } from '../../src/saved/split-json.ts'

/** What is kept, and the rows, of a document that comes in pieces of so many bytes. */
function split(text: string, size: number): { kept: string; rows: string[] } {
  const rows: string[] = []
  const splitter = new JsonSplitter({
    document: 'x.json',
    ruleOf: at => (at.join('.') === 'rows' ? 'rows' : at.at(-1) === 'dropped' ? 'drop' : 'keep'),
    onRow: ({ index, bytes }) => {
      expect(index).toBe(rows.length)
      rows.push(new TextDecoder().decode(bytes))
    },
    mostKept: 1000,
    mostRow: 100,
  })
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size))
  return { kept: new TextDecoder().decode(splitter.finish()), rows }
}

// biome-ignore format: a table
test.each([
  ['{"a":1}',                                   '{"a":1}',                   []],
  ['{"rows":[]}',                               '{"rows":[]}',               []],
  ['{"rows":[{"a":[1,{}]}, {}]}',               '{"rows":[]}',               ['{"a":[1,{}]}', '{}']],
  ['{"rows":[\n {"a":"]}\\"["}\n],"z":[{}]}',   '{"rows":[],"z":[{}]}',      ['{"a":"]}\\"["}']],
  ['{"dropped":[[{"x":"]"}],1],"b":2}',         '{"dropped":[],"b":2}',      []],
  ['{"deep":{"rows":[{}]}}',                    '{"deep":{"rows":[{}]}}',    []],
  ['{"a":"rows","b":[{"rows":[{}]}]}',          '{"a":"rows","b":[{"rows":[{}]}]}', []],
  ['[{"dropped":[1]},{"é":[{}]}]',              '[{"dropped":[]},{"é":[{}]}]', []],
])('%s keeps %s and tells %j', (text, kept, rows) => {
  for (const size of [1, 2, 7, 1000]) expect(split(text, size)).toEqual({ kept, rows })
})

test('whatever the document, what is kept and the rows together are the document', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
      fc.integer({ min: 1, max: 9 }),
      (rest, rows, size) => {
        const whole = { rest, rows, end: rest }
        let found: { kept: string; rows: string[] }
        try {
          found = split(JSON.stringify(whole), size)
        } catch (error) {
          if (error instanceof LayerscopeError && error.fault.kind === 'limitExceeded') return
          throw error
        }
        expect(found.rows.map(row => JSON.parse(row))).toEqual(JSON.parse(JSON.stringify(rows)))
        if (!JSON.stringify(rest).includes('dropped'))
          expect({ ...JSON.parse(found.kept), rows: [] }).toEqual(
            JSON.parse(JSON.stringify({ ...whole, rows: [] })),
          )
      },
    ),
  )
})

// biome-ignore format: a table
test.each([
  ['{"a":1',                     'truncated'],
  ['{"rows":[{"a":',             'truncated'],
  ['{"dropped":[',               'truncated'],
  ['{"a":"',                     'truncated'],
  ['{"a":1]',                    'malformedDocument'],
  ['}',                          'malformedDocument'],
  ['['.repeat(65),               'malformedDocument'],
  [`{"a":"${'x'.repeat(1000)}"}`,'limitExceeded'],
  [`{"rows":[{"a":"${'x'.repeat(100)}"}]}`, 'limitExceeded'],
])('%s is a %s', (text, kind) => {
  for (const size of [1, 1000]) expect(faultOf(() => split(text, size))).toBe(kind)
})

test('of a dropped list nothing is held, however long it is', () => {
  expect(split(`{"dropped":[${'{"x":1},'.repeat(10_000)}{}]}`, 1000)).toEqual({
    kept: '{"dropped":[]}',
    rows: [],
  })
})

function faultOf(work: () => unknown): string {
  try {
    work()
    return 'nothing'
  } catch (error) {
    return error instanceof LayerscopeError ? error.fault.kind : String(error)
  }
}
