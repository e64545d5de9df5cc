import { expect, test } from 'vitest'
import { parseSize } from '../../src/cli/parse-size.ts'

// biome-ignore format: one case per line
test.each([
  ['0',         0],
  ['4096',      4096],
  ['4096B',     4096],
  ['1k',        1000],
  ['1kB',       1000],
  ['1KiB',      1024],
  ['1.5 GB',    1_500_000_000],
  ['64GiB',     64 * 1024 ** 3],
  ['2T',        2e12],
  ['',          undefined],
  ['-1',        undefined],
  ['1.5.2M',    undefined],
  ['12 parsec', undefined],
  ['9999999PB', undefined],
  ['0x10',      undefined],
])('%j is %j bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})
