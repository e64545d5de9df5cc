// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles are full of them
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { substitute } from '../../../src/image/dockerfile/substitute.ts'

const VALUES: Readonly<Record<string, string>> = { A: 'one', EMPTY: '', B: 'two' }
const lookup = (name: string) => VALUES[name]

test.each([
  ['$A', 'one'],
  ['$A/$B', 'one/two'],
  ['x${A}y', 'xoney'],
  ['$Ax', ''],
  ['$NO', ''],
  ['${NO:-dash}', 'dash'],
  ['${NO:-$A}', 'one'],
  ['${NO:-${EMPTY:-deep}}', 'deep'],
  ['${EMPTY:-dash}', 'dash'],
  ['${EMPTY-dash}', ''],
  ['${A:+plus}', 'plus'],
  ['${EMPTY:+plus}', ''],
  ['${EMPTY+plus}', 'plus'],
  ['${NO+plus}', ''],
  ['${A:?must}', 'one'],
  ['\\$A', '$A'],
  ["'$A'", '$A'],
  ['"$A b"', 'one b'],
  ['"a\\n\\$A"', 'a\\n$A'],
  ['a\\ b', 'a b'],
  ['$', '$'],
  ['${A', 'one'],
  ['$$A', '$one'],
])('%s is %s', (text, expected) => {
  expect(substitute(text, lookup, '\\')).toBe(expected)
})

test('the other escape character escapes too', () => {
  expect(substitute('`$A\\$A', lookup, '`')).toBe('$A\\one')
})

test('no text makes it throw or look up what is no name', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'${}:-+?\\\'"AB x') }), text => {
      substitute(text, name => (/^\w*$|^[@*#?!-]$/.test(name) ? 'v' : expect.fail(name)), '\\')
    }),
  )
})

test('variables inside variables end somewhere', () => {
  expect(substitute(`${'${NO:-'.repeat(50_000)}x${'}'.repeat(50_000)}`, lookup, '\\')).toContain('x')
})
