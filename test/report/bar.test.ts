import { expect, test } from 'vitest'
import { bar } from '../../src/report/bar.ts'

// biome-ignore format: one case per line
test.each([
  [0,    100, '',         ''],
  [1,    1e9, '▏',        '#'],
  [50,   100, '████',     '####'],
  [56,   100, '████▌',    '####'],
  [100,  100, '████████', '########'],
  [200,  100, '████████', '########'],
  [5,    0,   '',         ''],
])('%d of %d in eight columns is %s', (amount, largest, blocks, ascii) => {
  expect(bar(amount, largest, 8, false)).toBe(blocks)
  expect(bar(amount, largest, 8, true)).toBe(ascii)
})
