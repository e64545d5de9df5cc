import { expect, test } from 'vitest'
import { resized } from '../../src/tree/growing-columns.ts'

test('a longer column keeps its values, is zero behind them, and takes the memory of the one it was', () => {
  const column = Float64Array.of(1.5, 2, 3)
  expect([...resized(column, 5)]).toEqual([1.5, 2, 3, 0, 0])
  expect(column).toHaveLength(0)
})

test('a column is cut to what it holds', () => {
  expect(resized(Uint16Array.of(1, 2, 3), 2)).toEqual(Uint16Array.of(1, 2))
})
