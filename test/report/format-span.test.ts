import { expect, test } from 'vitest'
import { formatSpan } from '../../src/report/format-span.ts'

const NOON = '2026-01-02T12:00:00Z'

// biome-ignore format: one case per line
test.each([
  [NOON,                             'less than a second'],
  ['2026-01-02T11:59:59Z',           '1 second'],
  ['2026-01-02T11:59:57.123456789Z', '3 seconds'],
  ['2026-01-02T11:59:00Z',           '1 minute'],
  ['2026-01-02T11:00:01Z',           '59 minutes'],
  ['2026-01-02T14:00:00+03:00',      '1 hour'],
  ['2026-01-01T13:00:00Z',           '23 hours'],
  ['2025-12-31T12:00:00Z',           '2 days'],
  ['2026-01-02T12:00:05Z',           'less than a second'],
  ['some day',                       null],
])('from %s until noon it is %s', (from, span) => {
  expect(formatSpan(from, NOON)).toBe(span)
})
