import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut, cutMiddle, cutOrPad, padEnd, padStart } from '../../src/report/fit-text.ts'
import { graphemes, textWidth } from '../../src/report/text-width.ts'

// biome-ignore format: one case per line
test.each([
  ['apt-get update',  20, '…',   'apt-get update'],
  ['apt-get update',  14, '…',   'apt-get update'],
  ['apt-get update',  8,  '…',   'apt-get…'],
  ['apt-get update',  8,  '...', 'apt-g...'],
  ['apt-get update',  1,  '…',   '…'],
  ['apt-get update',  2,  '...', 'ap'],
  ['apt-get update',  0,  '…',   ''],
  ['日本語',          6,  '…',   '日本語'],
  ['日本語',          5,  '…',   '日本…'],
  ['日本語',          4,  '…',   '日…'],
  ['e\u0301e\u0301e\u0301', 2, '…', 'e\u0301…'],
  ['👩‍👩‍👧👩‍👩‍👧',        3,  '…',   '👩‍👩‍👧…'],
])('%s cut to %d columns (%s) is %s', (text, width, ellipsis, expected) => {
  expect(cut(text, width, ellipsis)).toBe(expected)
})

// biome-ignore format: one case per line
test.each([
  ['/usr/lib/libc.so',  16, '…',   '/usr/lib/libc.so'],
  ['/usr/lib/libc.so',  9,  '…',   '/usr…c.so'],
  ['/usr/lib/libc.so',  8,  '…',   '/us…c.so'],
  ['/usr/lib/libc.so',  9,  '...', '/us....so'],
  ['/usr/lib/libc.so',  1,  '…',   '…'],
  ['日本語日本語',      6,  '…',   '日…語'],
])('%s cut in the middle to %d columns (%s) is %s', (text, width, ellipsis, expected) => {
  expect(cutMiddle(text, width, ellipsis)).toBe(expected)
})

test('padding counts columns, not characters', () => {
  expect(padEnd('日本', 6)).toBe('日本  ')
  expect(padStart('日本', 6)).toBe('  日本')
  expect(padStart('long', 2)).toBe('long')
})

describe('for every text and width', () => {
  const text = fc.string({ unit: 'grapheme' })
  const width = fc.nat(30)

  test('a fitted text is exactly as wide as asked', () => {
    fc.assert(fc.property(text, width, (some, columns) => textWidth(cutOrPad(some, columns)) === columns))
  })

  test('no grapheme is split', () => {
    fc.assert(
      fc.property(text, width, (some, columns) => {
        const whole = graphemes(some)
          .map(part => part.text)
          .join('')
        expect(whole.startsWith(cut(some, columns, ''))).toBe(true)
        expect(textWidth(cutMiddle(some, columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
