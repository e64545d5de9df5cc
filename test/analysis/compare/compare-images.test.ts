import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomLayers } from '../../../fixtures/recipe/random-image.ts'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { compareImages } from '../../../src/analysis/compare/compare-images.ts'
import { compareLayers, compareStacks } from '../../../src/analysis/compare/compare-layers.ts'
import { heaviestPairs } from '../../../src/analysis/compare/heaviest-pairs.ts'
import { compareTable } from '../../../src/analysis/compare/image-table.ts'
import { rowPath, rowsOfState } from '../../../src/tree/merged-tree.ts'
import { imageOf, imageOfTexts, text } from './images.ts'

describe('random pairs of images', { timeout: 600_000 }, () => {
  test('final(A) − removed − shrunk + added + grown = final(B), and swapping mirrors it', () => {
    fc.assert(
      fc.property(randomLayers, randomLayers, (linesA, linesB) => {
        const [a, b] = [randomImage(linesA), randomImage(linesB)]
        const { totals } = compareImages(a, b).paths
        expect([totals.a, totals.b]).toEqual([a.finalBytes, b.finalBytes])
        expect(totals.a - totals.removed - totals.shrunk + totals.added + totals.grown).toBe(totals.b)
        const back = compareImages(b, a).paths.totals
        expect([back.added, back.removed, back.grown, back.shrunk]).toEqual([
          totals.removed,
          totals.added,
          totals.shrunk,
          totals.grown,
        ])
      }),
      { numRuns: Number(process.env['RUNS'] ?? 500) },
    )
  })

  test('shared and unique bytes add up to unpacked, and pairs are the same either way', () => {
    fc.assert(
      fc.property(fc.array(randomLayers, { minLength: 2, maxLength: 4 }), many => {
        const images = many.map((lines, at) => named(randomImage(lines), at))
        const { rows, pairs } = compareTable(images)
        for (const { sharedBytes, uniqueBytes, analysis } of rows)
          expect((sharedBytes ?? Number.NaN) + (uniqueBytes ?? Number.NaN)).toBe(analysis.unpackedBytes)
        const back = compareTable(images.toReversed()).pairs.map(({ layers, bytes }) => `${layers} ${bytes}`)
        expect(back.toSorted()).toEqual(pairs.map(({ layers, bytes }) => `${layers} ${bytes}`).toSorted())
      }),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    )
  })
})

test('the same image twice differs in nothing', () => {
  const image = imageOfTexts('a 1; d/b 2', 'c 3')
  const { layers, paths, config } = compareImages(image, image)
  expect(layers.map(({ state }) => state)).toEqual(['shared', 'shared'])
  expect(paths.totals.counts).toMatchObject({ added: 0, removed: 0, modified: 0, moved: 0 })
  expect(config).toEqual([])
})

test('of an image that could be read in part, what is there is compared', () => {
  const whole = imageOfTexts('a 1', 'b 2')
  const part = imageOf({ layers: [text('a 1'), { ...text('b 2'), unreadable: true }] })
  const { complete, paths } = compareImages(whole, part)
  expect(complete).toBe(false)
  expect(rowsOfState(paths, 'removed').map(row => rowPath(paths, row))).toEqual(['/b'])
})

test('images without layers can be compared too', () => {
  const { layers, paths } = compareImages(imageOf({ layers: [] }), imageOfTexts('a 1'))
  expect(layers).toHaveLength(1)
  expect(paths.totals).toMatchObject({ a: 0, b: 1, added: 1 })
})

describe('of one image', () => {
  const image = imageOfTexts('a 1', '.wh.a; b 2', 'b 3 mode=0700')

  test('the trees after two layers can be compared', () => {
    const tree = compareStacks(image, 0, image, 2)
    expect(states(tree)).toEqual(['added /b', 'removed /a'])
  })

  test('so can what two layers themselves write', () => {
    const [, second, third] = image.layers
    const tree = second === undefined || third === undefined ? null : compareLayers(second, third)
    expect(tree === null ? null : states(tree)).toEqual(['modified /b'])
  })

  test('but not a layer that could not be read', () => {
    const broken = imageOf({ layers: [{ lines: [], unreadable: true }] }).layers[0]
    const [first] = image.layers
    expect(broken === undefined || first === undefined ? undefined : compareLayers(first, broken)).toBeNull()
  })
})

test('thousands of layers, which only an attacker writes, keep their common beginning', () => {
  const a = Array.from({ length: 5000 }, (_, at) => `${at < 10 ? '' : 'a'}${at}`)
  const b = Array.from({ length: 5000 }, (_, at) => `${at < 10 ? '' : 'b'}${at}`)
  expect(heaviestPairs(a, b, () => 1)).toHaveLength(10)
})

function randomImage(lines: readonly (readonly string[])[]): Analysis {
  return imageOf({ layers: lines.map(each => ({ lines: each })) })
}

function named(analysis: Analysis, at: number) {
  return { reference: `image ${at}`, source: 'a test', analysis }
}

function states(tree: ReturnType<typeof compareStacks>): string[] {
  return (['added', 'removed', 'modified', 'moved'] as const).flatMap(state =>
    rowsOfState(tree, state).map(row => `${state} ${rowPath(tree, row)}`),
  )
}
