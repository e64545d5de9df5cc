import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatBytes, formatBytesDifference } from '../../src/report/format-bytes.ts'

// biome-ignore format: one case per line
describe('powers of 1000', () => {
  test.each([
    [0,                 '0 B'],
    [999,               '999 B'],
    [999.6,             '1.0 kB'],
    [1000,              '1.0 kB'],
    [1149,              '1.1 kB'],
    [99_949,            '99.9 kB'],
    [999_949,           '999.9 kB'],
    [999_950,           '1.0 MB'],
    [12_600_000,        '12.6 MB'],
    [203_800_000,       '203.8 MB'],
    [999_949_999,       '999.9 MB'],
    [999_950_000,       '1.00 GB'],
    [1_140_000_000,     '1.14 GB'],
    [999_994_999_999,   '999.99 GB'],
    [999_995_000_001,   '1.00 TB'],
    [2e18,              '2000.00 PB'],
    [-1,                '−1 B'],
    [-1_200_000,        '−1.2 MB'],
    [-0.2,              '0 B'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

// biome-ignore format: one case per line
describe('differences carry a sign', () => {
  test.each([
    [0,           '0 B'],
    [1_200_000,   '+1.2 MB'],
    [-1_200_000,  '−1.2 MB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytesDifference(bytes)).toBe(text)
  })
})

test('a larger amount never reads as a smaller one', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.nat(),
      (bytes, more) => read(formatBytes(bytes)) <= read(formatBytes(bytes + more)),
    ),
  )
})

function read(text: string): number {
  const [amount, unit] = text.split(' ')
  return Number(amount) * 1000 ** ['B', 'kB', 'MB', 'GB', 'TB', 'PB'].indexOf(String(unit))
}
