import { expect, test } from 'vitest'
import { formatTime } from '../../src/report/format-time.ts'

// biome-ignore format: one case per line
test.each([
  [0,               '1970-01-01T00:00:00Z'],
  [1_714_564_800,   '2024-05-01T12:00:00Z'],
  [1.5,             '1970-01-01T00:00:01.5Z'],
  [1.000001,        '1970-01-01T00:00:01.000001Z'],
  [-0.5,            '1969-12-31T23:59:59.5Z'],
  [-1,              '1969-12-31T23:59:59Z'],
  [253402300800,    '+010000-01-01T00:00:00Z'],
  [8.64e12,         '+275760-09-13T00:00:00Z'],
  [8.64e12 + 1,     null],
  [-1e300,          null],
  [Number.NaN,      null],
])('%d seconds are %s', (seconds, text) => {
  expect(formatTime(seconds)).toBe(text)
})
