import { expect, test } from 'vitest'
import { parseBandwidth } from '../../src/cli/parse-bandwidth.ts'

// biome-ignore format: a table
test.each([
  ['1Gbit',       1e9],
  ['100 Mbit/s',  1e8],
  ['2.5Gbps',     2.5e9],
  ['64kbit',      64_000],
  ['64Kbit',      64_000],
  ['9600bit',     9600],
  ['12.5MB/s',    1e8],
  ['0Gbit',       undefined],
  ['1G',          undefined],
  ['1GB',         undefined],
  ['-1Gbit',      undefined],
  ['fast',        undefined],
  ['',            undefined],
])('%s is %s bits a second', (text, bits) => {
  expect(parseBandwidth(text)).toBe(bits)
})
