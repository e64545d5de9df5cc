import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { displayText } from '../../src/report/display-name.ts'
import { graphemes, textWidth } from '../../src/report/text-width.ts'

// biome-ignore format: one case per line
test.each([
  ['',              0],
  ['layers',        6],
  ['naïve',         5],
  ['e\u0301',       1],
  ['日本語',        6],
  ['한국',          4],
  ['\u1112\u1161\u11ab', 2],
  ['ﾊﾞ',            2],
  ['🐳',            2],
  ['👍🏽',            2],
  ['👩‍👩‍👧',            2],
  ['🇩🇪',            2],
  ['1️⃣',            2],
  ['❤️',            2],
  ['🏽',            2],
  ['नमस्ते',         4],
  ['สวัสดีำ',       5],
  ['│├─└ ▾▸█▏✗⏎…',  12],
])('%s takes %d columns', (text, width) => {
  expect(textWidth(text)).toBe(width)
  expect(stringWidth(text)).toBe(width)
})

describe('the measure agrees with Ink’s', () => {
  const units = fc.constantFrom(...'ab éß…│█✗日한ﾊﾞ🐳👍🏽🇩🇪नमस्ते\u0e33\u1112\u1161\u0301\u0903ⅷ①⌚♥')
  const agree = (text: string) => textWidth(displayText(text)) === stringWidth(displayText(text))

  test('for every text that may be shown', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), agree), { numRuns: 1000 })
    fc.assert(fc.property(fc.string({ unit: 'binary' }), agree), { numRuns: 1000 })
    fc.assert(fc.property(fc.string({ unit: units }), agree), { numRuns: 1000 })
  }, 30_000)

  test('for every character outside the large blocks of Han, Hangul and Tangut', () => {
    const large = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Tangut}]/u
    const differing: string[] = []
    for (let code = 0x20; code < 0x20000; code++) {
      const character = String.fromCodePoint(code)
      if (displayText(character) !== character || (large.test(character) && code % 64 > 0)) continue
      if (textWidth(character) !== stringWidth(character)) differing.push(code.toString(16))
    }
    expect(differing).toEqual([])
  }, 30_000)
})

test('graphemes put together are the text, and so are their widths', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const parts = graphemes(text)
      expect(parts.map(part => part.text).join('')).toBe(text)
      expect(parts.reduce((total, part) => total + part.width, 0)).toBe(textWidth(text))
    }),
  )
})
