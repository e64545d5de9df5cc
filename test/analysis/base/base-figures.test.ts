import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomLayers } from '../../../fixtures/recipe/random-image.ts'
import { image, layer } from '../../../fixtures/recipe/recipe.ts'
import { analyse } from '../../../src/analysis/analyse.ts'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { baseFigures } from '../../../src/analysis/base/base-figures.ts'
import type { BaseImage } from '../../../src/analysis/base/base-image.ts'
import { withBase } from '../../../src/analysis/base/with-base.ts'
import { documentsOf, layerOf } from '../start-image.ts'

function base(layers: number): BaseImage {
  return { layers, certainty: 'stated', name: null, evidence: [] }
}

function analysisOf(lines: readonly string[][], baseLayers: number | null): Analysis {
  const layers = image(...lines.map(each => layer(...each))).map((tree, index) => layerOf(index, tree))
  return analyse(documentsOf({}), layers, { base: baseLayers === null ? null : base(baseLayers) })
}

test('what the base has and what is above it is the whole image, wherever the base ends', () => {
  fc.assert(
    fc.property(randomLayers, fc.nat({ max: 5 }), (lines, wish) => {
      const count = Math.min(wish, lines.length)
      const analysis = analysisOf(lines, count)
      const parts = baseFigures(analysis)
      const sum = (figure: 'unpackedBytes' | 'finalBytes' | 'wastedBytes') =>
        (parts?.base[figure] ?? Number.NaN) + (parts?.above[figure] ?? Number.NaN)
      expect(sum('unpackedBytes')).toBe(analysis.unpackedBytes)
      expect(sum('finalBytes')).toBe(analysis.finalBytes)
      expect(sum('wastedBytes')).toBe(analysis.waste.bytes)
      expect(parts?.above.wastedBytes).toBe(analysis.waste.withoutBase?.bytes)
      expect((parts?.base.layers ?? 0) + (parts?.above.layers ?? 0)).toBe(lines.length)
    }),
    { numRuns: 200 },
  )
})

test('a base found later tells what it would have told at once', () => {
  fc.assert(
    fc.property(randomLayers, lines => {
      const { overlay: _, layers: __, ...at } = analysisOf(lines, 1)
      const { overlay: ___, layers: ____, ...later } = withBase(analysisOf(lines, null), base(1))
      expect(later).toEqual(at)
    }),
    { numRuns: 50 },
  )
})

test('nothing is told of a base nobody knows', () => {
  expect(baseFigures(analysisOf([['a 1'], ['b 2']], null))).toBeNull()
})

test('a layer above that only removes takes from the final tree, and wastes bytes of the base', () => {
  expect(baseFigures(analysisOf([['a 100', 'b 5'], ['.wh.a']], 1))).toEqual({
    base: { layers: 1, unpackedBytes: 105, transferBytes: null, finalBytes: 105, wastedBytes: 100 },
    above: { layers: 1, unpackedBytes: 0, transferBytes: null, finalBytes: -100, wastedBytes: 0 },
  })
})
