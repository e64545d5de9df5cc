import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textWidth } from '../../src/report/text-width.ts'
import { wrapText } from '../../src/report/wrap-text.ts'

// biome-ignore format: one case per line
test.each([
  ['',                            10, ['']],
  ['RUN apt-get update',          18, ['RUN apt-get update']],
  ['RUN apt-get update',          12, ['RUN apt-get', 'update']],
  ['RUN apt-get update',          11, ['RUN apt-get', 'update']],
  ['  && indented',               8,  ['  &&', 'indented']],
  ['/var/lib/apt/lists',          8,  ['/var/lib', '/apt/lis', 'ts']],
  ['rm /var/lib/apt',             6,  ['rm', '/var/l', 'ib/apt']],
  ['日本語 日本',                 5,  ['日本', '語', '日本']],
])('%s in %d columns', (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines)
})

test('no line is too wide and nothing but spaces is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '日', '\\') }),
      fc.integer({ min: 2, max: 12 }),
      (text, width) => {
        const lines = wrapText(text, width)
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      },
    ),
  )
})
