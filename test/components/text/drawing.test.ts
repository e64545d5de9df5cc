import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bar } from '../../../components/text/bar.ts'
import { ASCII_GLYPHS, type Glyphs, UNICODE_GLYPHS } from '../../../components/text/glyphs.ts'
import { textWidth } from '../../../src/report/text-width.ts'

test('a bar is as wide as asked, whatever it shows', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), fc.nat(20), (amount, largest, width) => {
      expect(textWidth(bar(amount, largest, width, UNICODE_GLYPHS))).toBe(width)
      expect(bar(amount, largest, width, ASCII_GLYPHS)).toMatch(/^#* *$/)
    }),
  )
})

test('the two sets of glyphs have the same widths', () => {
  const widths = ({ ascii: _, ellipsis: __, ...glyphs }: Glyphs) =>
    Object.values(glyphs)
      .flatMap(glyph => (typeof glyph === 'string' ? [glyph] : Object.values(glyph)))
      .map(glyph => textWidth(glyph))
  expect(widths(ASCII_GLYPHS)).toEqual(widths(UNICODE_GLYPHS))
})
