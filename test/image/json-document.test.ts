import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LayerscopeError } from '../../src/errors.ts'
import {
  count,
  elements,
  type Field,
  flag,
  member,
  members,
  parseJsonDocument,
  requiredText,
  text,
  texts,
  textsByKey,
} from '../../src/image/json-document.ts'

function parse(json: string): Field {
  return parseJsonDocument(new TextEncoder().encode(json), 'manifest.json')
}

function sentence(read: () => unknown): string {
  try {
    return `read: ${JSON.stringify(read())}`
  } catch (error) {
    if (error instanceof LayerscopeError) return error.message.replace(/ The image was written wrongly.*/, '')
    throw error
  }
}

describe('a document is read field by field', () => {
  const field = parse('{"a": {"b": ["x", "y"]}, "n": 3, "yes": true, "nothing": null}')

  test('what is there is given', () => {
    expect(texts(member(member(field, 'a'), 'b'))).toEqual(['x', 'y'])
    expect(count(member(field, 'n'))).toBe(3)
    expect(flag(member(field, 'yes'))).toBe(true)
  })

  test('what is missing or null is nothing, all the way down', () => {
    expect(text(member(member(member(field, 'x'), 'y'), 'z'))).toBeNull()
    expect(elements(member(field, 'nothing'))).toEqual([])
    expect(flag(member(field, 'nothing'))).toBe(false)
    expect(members(member(field, 'nothing'))).toEqual([])
  })

  test('keys match in any case, as in Go, and the exact one first', () => {
    const lower = parse('{"config": "l", "RepoTags": "exact", "repotags": "folded"}')
    expect(text(member(lower, 'Config'))).toBe('l')
    expect(text(member(lower, 'RepoTags'))).toBe('exact')
  })

  test('a document that is null is none', () => {
    expect(sentence(() => parse('null'))).toBe(
      'manifest.json is malformed: the document is null, expected an object or a list.',
    )
  })

  test('of a key written twice the last counts', () => {
    expect(text(member(parse('{"a": "1", "a": "2"}'), 'a'))).toBe('2')
  })

  test('names that objects inherit are ordinary keys', () => {
    const odd = parse('{"__proto__": "p", "constructor": "c"}')
    expect(text(member(odd, '__proto__'))).toBe('p')
    expect(text(member(odd, 'toString'))).toBeNull()
    expect(Object.entries(textsByKey(odd))).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ])
  })

  test('a byte order mark is skipped, bytes that are not UTF-8 are replaced', () => {
    const bytes = Uint8Array.of(
      0xef,
      0xbb,
      0xbf,
      ...new TextEncoder().encode('{"a":"'),
      0xff,
      ...new TextEncoder().encode('"}'),
    )
    expect(text(member(parseJsonDocument(bytes, 'x'), 'a'))).toBe('\ufffd')
  })
})

describe('a wrong field is named, with what was found and what was expected', () => {
  const S = 'manifest.json is malformed: '
  // biome-ignore format: one case per line
  test.each<[string, (field: Field) => unknown, string]>([
    ['{"a": 1}',           f => text(member(f, 'a')),                      'a is 1, expected a text.'],
    ['{}',                 f => requiredText(member(f, 'a')),              'a is missing, expected a text.'],
    ['{"a": null}',        f => requiredText(member(f, 'a')),              'a is null, expected a text.'],
    ['{"a": [{}]}',        f => elements(member(f, 'a')).map(text),        'a[0] is an object, expected a text.'],
    ['{"a": "x"}',         f => elements(member(f, 'a')),                  'a is the text "x", expected a list.'],
    ['{"a": [1, 2]}',      f => members(member(f, 'a')),                   'a is a list of 2, expected an object.'],
    ['[1]',                f => member(f, 'a'),                            'the document is a list of 1, expected an object.'],
    ['{"a": {"b": "x"}}',  f => flag(member(member(f, 'a'), 'b')),         'a.b is the text "x", expected true or false.'],
    ['{"a": -1}',          f => count(member(f, 'a')),                     'a is -1, expected a whole number from 0 to 2⁵³−1.'],
    ['{"a": 1.5}',         f => count(member(f, 'a')),                     'a is 1.5, expected a whole number from 0 to 2⁵³−1.'],
    ['{"a": 1e999}',       f => count(member(f, 'a')),                     'a is Infinity, expected a whole number from 0 to 2⁵³−1.'],
    ['{"a": 9e15}',        f => count(member(f, 'a')),                     'read: 9000000000000000'],
    ['{"a": 9007199254740993}', f => count(member(f, 'a')),                'a is 9007199254740992, expected a whole number from 0 to 2⁵³−1.'],
  ])('%s', (json, read, expected) => {
    expect(sentence(() => read(parse(json)))).toBe(expected.startsWith('read') ? expected : S + expected)
  })

  test('what is no JSON at all', () => {
    expect(sentence(() => parse('{"a": '))).toMatch(
      /^manifest.json is malformed: its text is not JSON \(.+\), expected a JSON document\.$/,
    )
    expect(sentence(() => parse('{"a": 1}\0'))).toContain('its text is not JSON')
    expect(sentence(() => parse(''))).toContain('its text is not JSON')
  })

  test('a million brackets cost nothing', () => {
    expect(sentence(() => parse('['.repeat(1_000_000)))).toContain(
      'its nesting is 1000000 levels deep, expected at most 64',
    )
    expect(sentence(() => parse(`"${'['.repeat(1000)}\\"${'['.repeat(1000)}"`).value)).toContain('read')
  })
})

test('any bytes are a document or a sentence', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map(json => new TextEncoder().encode(json)),
      ),
      bytes => {
        sentence(() => members(parseJsonDocument(bytes, 'x')).map(([, field]) => text(field)))
      },
    ),
  )
})
