import { expect, test } from 'vitest'
import { chooseApiVersion, isAtLeast } from '../../../src/source/engine/api-version.ts'

// biome-ignore format: a table
test.each([
  // newest    oldest     spoken
  ['1.41',     '1.12',    '1.41'],
  ['1.9',      null,      '1.9'],
  ['1.51',     '1.24',    '1.51'],
  ['1.99',     '1.44',    '1.51'],
  ['1.99',     '1.60',    '1.60'],
  ['2.0',      'nothing', '1.51'],
  ['latest',   '1.24',    null],
  ['1.41/../', null,      null],
  [null,       null,      null],
])('an engine that knows up to %s and down to %s is spoken to in %s', (newest, oldest, expected) => {
  expect(chooseApiVersion(newest, oldest)).toBe(expected)
})

test('versions are compared as numbers', () => {
  expect(isAtLeast('1.48', '1.48')).toBe(true)
  expect(isAtLeast('1.9', '1.48')).toBe(false)
  expect(isAtLeast('2.0', '1.48')).toBe(true)
})
