import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bar } from '../../../components/text/bar.ts'
import { ASCII_GLYPHS, type Glyphs, UNICODE_GLYPHS } from '../../../components/text/glyphs.ts'
import { scrollTo } from '../../../components/text/scroll-bar.ts'
import { treeGuides } from '../../../components/text/tree-guides.ts'
import { textWidth } from '../../../src/report/text-width.ts'

describe('a bar', () => {
  // biome-ignore format: one case per line
  test.each([
    [0,      '    '],
    [0.0001, '▏   '],
    [0.25,   '█   '],
    [0.5,    '██  '],
    [0.55,   '██▎ '],
    [0.9999, '███▉'],
    [1,      '████'],
    [7,      '████'],
    [-1,     '    '],
    [NaN,    '    '],
  ])('of %d', (share, drawn) => {
    expect(bar(share, 4, UNICODE_GLYPHS)).toBe(drawn)
  })

  // biome-ignore format: one case per line
  test.each([
    [0,      '    '],
    [0.0001, '#   '],
    [0.5,    '##  '],
    [0.9999, '### '],
    [1,      '####'],
  ])('of %d in ASCII', (share, drawn) => {
    expect(bar(share, 4, ASCII_GLYPHS)).toBe(drawn)
  })

  test('is never longer than the bar of a larger share, and always as wide as asked', () => {
    const length = (share: number, width: number) => bar(share, width, UNICODE_GLYPHS).trimEnd()
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(20),
        (one, two, width) => {
          expect(textWidth(bar(one, width, UNICODE_GLYPHS))).toBe(width)
          const [less, more] = [Math.min(one, two), Math.max(one, two)]
          expect(length(less, width).length).toBeLessThanOrEqual(length(more, width).length)
        },
      ),
    )
  })
})

test('guides lead from every row to its directory', () => {
  const rows = [
    [[], '/'],
    [[false], 'etc'],
    [[false, true], 'motd'],
    [[true], 'var'],
    [[true, false], 'lib'],
    [[true, true], 'log'],
  ] as const
  expect(rows.map(([lastAt, name]) => treeGuides(lastAt, UNICODE_GLYPHS) + name)).toEqual([
    '/',
    '├─etc',
    '│ └─motd',
    '└─var',
    '  ├─lib',
    '  └─log',
  ])
})

test('the two sets of glyphs have the same widths', () => {
  const widths = ({ frame, tree, cursor, killed, marked, ascending }: Glyphs) =>
    [...Object.values(frame), ...Object.values(tree), cursor, killed, marked, ascending].map(glyph =>
      textWidth(glyph),
    )
  expect(widths(ASCII_GLYPHS)).toEqual(widths(UNICODE_GLYPHS))
})

describe('scrolling', () => {
  // biome-ignore format: one case per line
  test.each([
    [0,   0,  0],
    [5,   0,  0],
    [8,   0,  1],
    [7,   3,  3],
    [4,   3,  2],
    [99,  0,  90],
    [0,   50, 0],
  ])('cursor %d of 100, ten visible from %d: then from %d', (cursor, top, expected) => {
    expect(scrollTo(cursor, { top, visible: 10, total: 100 })).toBe(expected)
  })

  test('keeps the cursor on the screen, and the screen full', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 51 }),
        (cursor, top, visible, total) => {
          const at = Math.min(cursor, total - 1)
          const first = scrollTo(at, { top, visible, total })
          expect(at).toBeGreaterThanOrEqual(first)
          expect(at).toBeLessThan(first + visible)
          expect(first).toBeLessThanOrEqual(Math.max(0, total - visible))
        },
      ),
    )
  })
})
