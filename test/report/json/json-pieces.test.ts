import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonPieces, Streamed } from '../../../src/report/json/json-pieces.ts'

function write(value: unknown): string {
  return [...jsonPieces(value)].join('')
}

test('members of outer objects and rows of lists stand on their own lines', () => {
  const value = {
    a: 1,
    image: { id: null, tags: ['x', 'y'] },
    rows: [
      { path: '/a', differs: ['mode'] },
      { path: '/b', differs: [] },
    ],
  }
  expect(write(value)).toBe(`{
  "a": 1,
  "image": {
    "id": null,
    "tags": ["x","y"]
  },
  "rows": [
    {"path":"/a","differs":["mode"]},
    {"path":"/b","differs":[]}
  ]
}
`)
})

test('a row that holds a list of rows is spread too', () => {
  expect(write({ layers: [{ index: 0, files: new Streamed(() => [{ path: '/a' }]) }] })).toBe(`{
  "layers": [
    {
      "index": 0,
      "files": [
        {"path":"/a"}
      ]
    }
  ]
}
`)
})

test('a row stands on one line, also when the list is the whole document', () => {
  expect(write([{ path: '/a', xattrs: { a: 'b' } }])).toBe('[\n  {"path":"/a","xattrs":{"a":"b"}}\n]\n')
})

test('an empty list, streamed or not, is []', () => {
  expect(write({ a: [], b: new Streamed(() => []) })).toBe('{\n  "a": [],\n  "b": []\n}\n')
  expect(write(new Streamed(() => []))).toBe('[]\n')
})

test('a member that is undefined is left out', () => {
  expect(write({ a: undefined, b: 1 })).toBe('{\n  "b": 1\n}\n')
})

test('a long list comes in pieces and is computed while it is written', () => {
  let computed = 0
  const rows = new Streamed(function* () {
    for (; computed < 10_000; computed++) yield { path: `/file-${computed}`, bytes: computed }
  })
  const pieces = jsonPieces({ rows })
  pieces.next()
  expect(computed).toBeGreaterThan(0)
  expect(computed).toBeLessThan(10_000)
  expect([...pieces].every(piece => piece.length < 70_000)).toBe(true)
})

test('whatever is written reads back the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
      expect(JSON.parse(write(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a name in the JSON gives no orders to a terminal, and reads back the same', () => {
  const hostile = '\x1b]52;c;\x07\x9b31m\x7f\u202eexe\u200b\u{e0041}\ud800'
  const text = write({ path: hostile })
  expect(text).toMatch(/^[ -~\n]*$/)
  expect(JSON.parse(text)).toEqual({ path: hostile })
})
