import { expect, test } from 'vitest'
import { type PullOptions, pullCost } from '../../../src/analysis/compare/pull-cost.ts'
import { formatBandwidth } from '../../../src/report/compare/pull-cells.ts'
import { pullLines } from '../../../src/report/compare/pull-text.ts'
import { lineText } from '../../../src/report/line.ts'
import { diffIdOf, imageOf, type LayerText } from '../../analysis/compare/images.ts'

const GZIP: LayerText = { lines: ['base 5000'], blob: 'gzip', transferBytes: 2000 }
const ZSTD: LayerText = { ...GZIP, blob: 'zstd', transferBytes: 1500 }
const PLAIN: LayerText = { lines: ['app 3000'] }

test('what is known, what only unpacked is known of, and what was compressed here are told apart', () => {
  expect(drawn([GZIP], [GZIP, PLAIN], {})).toEqual([
    'Pulled by 3 nodes at 8 kbit/s each',
    'Image  Layers      Each        All     Time  Nodes hold',
    'a           1    2.0 kB     6.0 kB    2.0 s  nothing',
    'b           2  ≤ 5.0 kB  ≤ 15.0 kB  ≤ 5.0 s  nothing',
    'b           1  ≤ 3.0 kB   ≤ 9.0 kB  ≤ 3.0 s  a',
    '≤ upper bound, unpacked: the source holds layers uncompressed (--estimate-transfer)',
  ])
})

test('content that nodes have under another digest is called out', () => {
  expect(drawn([GZIP], [ZSTD], {}).at(-1)).toBe(
    'b: 1 layer (1.5 kB) only recompressed: the same content is fetched again',
  )
})

test('an estimate says that it is one', () => {
  const lines = drawn([GZIP], [PLAIN], { estimates: new Map([[diffIdOf(PLAIN), 1100]]) })
  expect(lines.filter(line => line.includes('~'))).toEqual([
    expect.stringContaining('~1.1 kB'),
    expect.stringContaining('~1.1 kB'),
    '~ estimated: compressed here with gzip, as engines do',
  ])
})

test.each([
  [1e9, '1 Gbit/s'],
  [2.5e9, '2.5 Gbit/s'],
  [1e8, '100 Mbit/s'],
  [9600, '9.6 kbit/s'],
  [1, '1 bit/s'],
])('%d bits a second are %s', (bits, text) => {
  expect(formatBandwidth(bits)).toBe(text)
})

function drawn(a: LayerText[], b: LayerText[], more: Partial<PullOptions>): string[] {
  const options: PullOptions = {
    nodes: 3,
    bandwidth: 8000,
    held: { kind: 'first' },
    estimates: new Map(),
    ...more,
  }
  const cost = pullCost([imageOf({ layers: a }), imageOf({ layers: b })], options)
  return pullLines({ cost, references: ['a', 'b'], held: 'a' }, null)
    .map(lineText)
    .slice(1)
}
