import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scrollTop } from '../../../src/store/selectors/scroll.ts'

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
