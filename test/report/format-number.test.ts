import { expect, test } from 'vitest'
import { formatAge, formatCount, formatDuration, formatPercent } from '../../src/report/format-number.ts'

// biome-ignore format: one case per line
test.each([
  [0,          '0'],
  [999,        '999'],
  [1000,       '1,000'],
  [1234567,    '1,234,567'],
  [-12345,     '-12,345'],
])('the count %d is %s', (count, text) => {
  expect(formatCount(count)).toBe(text)
})

// biome-ignore format: one case per line
test.each([
  [0,          '0 %'],
  [0.001,      '<1 %'],
  [0.15,       '15 %'],
  [0.995,      '>99 %'],
  [1,          '100 %'],
])('the share %d is %s', (share, text) => {
  expect(formatPercent(share)).toBe(text)
})

// biome-ignore format: one case per line
test.each([
  [0,                  '0 ms'],
  [350.4,              '350 ms'],
  [999.6,              '1.0 s'],
  [4_200,              '4.2 s'],
  [59_960,             '1 min 0 s'],
  [65_000,             '1 min 5 s'],
  [3_599_600,          '1 h 0 min'],
  [7_380_000,          '2 h 3 min'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
})

// biome-ignore format: one case per line
test.each([
  [-5,                 'just now'],
  [59,                 'just now'],
  [60,                 '1 minute ago'],
  [7200,               '2 hours ago'],
  [86_400 * 8,         '1 week ago'],
  [86_400 * 365 * 3,   '3 years ago'],
])('%d seconds ago is %s', (seconds, text) => {
  expect(formatAge(1e12, 1e12 + seconds * 1000)).toBe(text)
})
