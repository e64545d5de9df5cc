import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { type Held, type PullOptions, pullCost } from '../../../src/analysis/compare/pull-cost.ts'
import { diffIdOf, imageOf, type LayerText } from './images.ts'

const BASE: LayerText = { lines: ['base 100'], blob: 'base', transferBytes: 40 }
const APP: LayerText = { lines: ['app 30'], blob: 'app', transferBytes: 10 }

describe('a node fetches', () => {
  // biome-ignore format: a table
  test.each<[what: string, held: LayerText[], image: LayerText[], fetch: object]>([
    ['everything when it holds nothing',      [],                            [BASE, APP],                { layers: 2, bytes: 50, upperBoundBytes: 50, recompressedLayers: 0 }],
    ['nothing when it holds it all',          [BASE, APP],                   [APP, BASE],                { layers: 0, bytes: 0, upperBoundBytes: 0 }],
    ['the blobs it lacks',                    [BASE],                        [BASE, APP],                { layers: 1, bytes: 10 }],
    ['a blob that stands twice once',         [],                            [APP, BASE, APP],           { layers: 2, bytes: 50 }],
    ['the same content in another blob again',[{ ...BASE, blob: 'zstd' }],   [BASE, APP],                { layers: 2, bytes: 50, recompressedLayers: 1, recompressedBytes: 40 }],
    ['not what is equal as far as is known',  [{ lines: BASE.lines }],       [BASE, APP],                { layers: 1, bytes: 10, recompressedLayers: 0 }],
    ['nor what it knows itself no more of',   [BASE],                        [{ lines: BASE.lines }],    { layers: 0, bytes: 0 }],
    ['at most what it unpacks to',            [],                            [BASE, { lines: ['x 30'] }],{ layers: 2, bytes: null, upperBoundBytes: 70, estimatedBytes: null }],
    ['who knows: a layer is not readable',    [],                            [BASE, { lines: ['x 30'], unreadable: true }], { layers: 2, bytes: null, upperBoundBytes: null }],
  ])('%s', (_what, held, image, fetch) => {
    const { rows } = costOf([imageOf({ layers: held }), imageOf({ layers: image })])
    expect(rows[1]?.update).toMatchObject(fetch)
  })
})

test('the first image is what nodes hold, unless another is named', () => {
  const [a, b] = [imageOf({ layers: [BASE] }), imageOf({ layers: [APP] })]
  const bytes = (held: Held) =>
    costOf([a, b], { held }).rows.map(({ fresh, update }) => [fresh.bytes, update?.bytes])
  expect(bytes({ kind: 'first' })).toEqual([
    [40, undefined],
    [10, 10],
  ])
  expect(bytes({ kind: 'image', analysis: b })).toEqual([
    [40, 40],
    [10, 0],
  ])
  expect(bytes({ kind: 'unknown' })).toEqual([
    [40, undefined],
    [10, undefined],
  ])
})

test('an estimate stands in for what is unknown, and for that alone', () => {
  const plain: LayerText = { lines: ['x 30'] }
  const estimates = new Map([
    [diffIdOf(plain), 12],
    [diffIdOf(BASE), 999],
  ])
  const { rows } = costOf([imageOf({ layers: [BASE, plain] })], { estimates })
  expect(rows[0]?.fresh).toMatchObject({ bytes: null, upperBoundBytes: 70, estimatedBytes: 52 })
})

test('the time is that of the best figure known, for each node at its own speed', () => {
  const { rows } = costOf([imageOf({ layers: [BASE, APP] })], { bandwidth: 1000, nodes: 7 })
  expect(rows[0]?.fresh.milliseconds).toBe(400)
})

function costOf(images: readonly Analysis[], more: Partial<PullOptions> = {}) {
  return pullCost(images, {
    nodes: 1,
    bandwidth: null,
    held: { kind: 'first' },
    estimates: new Map(),
    ...more,
  })
}
