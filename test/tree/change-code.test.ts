import { expect, test } from 'vitest'
import { DIFFERENCES, differenceBit, differencesOf } from '../../src/tree/change-code.ts'

test('every mask tells exactly the differences whose bits it has, in their order', () => {
  for (let mask = 0; mask < 1 << DIFFERENCES.length; mask++) {
    const expected = DIFFERENCES.filter(difference => (mask & differenceBit(difference)) !== 0)
    expect(differencesOf(mask)).toEqual(expected)
  }
})

test('the same mask is the same list, so that a million rewritten paths share one', () => {
  expect(differencesOf(5)).toBe(differencesOf(5))
  expect(differencesOf(0)).toBe(differencesOf(0))
})
