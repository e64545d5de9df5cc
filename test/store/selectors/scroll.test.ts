import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scrolledBy, scrollTop } from '../../../src/store/selectors/scroll.ts'

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
  expect(scrollTop(top, cursor, 10, 100)).toBe(expected)
})

test('the cursor stays on the screen, and the screen full', () => {
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.nat(60),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 51 }),
      (cursor, top, height, count) => {
        const at = Math.min(cursor, count - 1)
        const first = scrollTop(top, at, height, count)
        expect(at).toBeGreaterThanOrEqual(first)
        expect(at).toBeLessThan(first + height)
        expect(first).toBeLessThanOrEqual(Math.max(0, count - height))
      },
    ),
  )
})

// biome-ignore format: one case per line
test.each([
  ['down: the cursor stays',             { top: 0,  cursor: 5 },  3,  { top: 3,  cursor: 5 }],
  ['down: the cursor is taken along',    { top: 0,  cursor: 0 },  3,  { top: 3,  cursor: 5 }],
  ['up: the cursor stays',               { top: 9,  cursor: 12 }, -3, { top: 6,  cursor: 12 }],
  ['up: the cursor is taken along',      { top: 9,  cursor: 16 }, -3, { top: 6,  cursor: 13 }],
  ['the top ends it',                    { top: 2,  cursor: 4 },  -3, { top: 0,  cursor: 4 }],
  ['at the top nothing moves',           { top: 0,  cursor: 0 },  -3, { top: 0,  cursor: 0 }],
  ['at the end nothing moves',           { top: 90, cursor: 99 }, 3,  { top: 90, cursor: 99 }],
])('the wheel, ten visible of 100, %s', (_what, list, rows, expected) => {
  expect(scrolledBy(rows, { ...list, height: 10, count: 100 })).toEqual(expected)
})

test('a list that is seen whole does not scroll', () => {
  expect(scrolledBy(3, { top: 0, cursor: 2, height: 10, count: 5 })).toEqual({ top: 0, cursor: 2 })
})
