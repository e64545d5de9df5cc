import { expect, test } from 'vitest'
import { formatReduction } from '../../../src/report/compare/format-reduction.ts'

// biome-ignore format: a table
test.each([
  [0.9956,   '−99.6 %'],
  [0.4664,   '−46.6 %'],
  [0,        '0 %'],
  [-0.12,    '+12.0 %'],
  [-3,       '+300.0 %'],
  [0.99996,  '−99.9 %'],
  [1,        '−100.0 %'],
  [null,     '?'],
])('%s is %s', (reduction, text) => {
  expect(formatReduction(reduction)).toBe(text)
})
