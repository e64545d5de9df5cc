import { expect, test } from 'vitest'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { diveTestImage } from '../../fixtures/recipe/recorded.ts'
import { diveFigures } from '../../src/analysis/dive.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { diveKeys } from '../../src/tree/dive-keys.ts'
import { atOnce } from '../../src/tree/slices.ts'
import { wastedItems } from './wasted-items.ts'

test("dive's own test image gives dive's own figures, and its true waste", () => {
  const trees = diveTestImage()
  expect(atOnce(diveFigures(trees))).toEqual({
    efficiency: 0.9844212134184309,
    wastedBytes: 32025,
    userWastedPercent: 0.4834911001404049,
  })
  expect(wastedItems(buildOverlay(trees)).reduce((sum, { bytes }) => sum + bytes, 0)).toBe(32025)
})

test("dive's unit test: a whiteout of a directory that no entry names counts nothing", () => {
  const trees = image(
    layer('etc/nginx/nginx.conf 2000', 'etc/nginx/public 3000'),
    layer('etc/nginx/nginx.conf 5000', 'etc/athing 10000'),
    layer('etc/.wh.nginx'),
  )
  expect(atOnce(diveFigures(trees))).toMatchObject({ efficiency: 0.75, wastedBytes: 7000 })
})

test('a whiteout of nothing lowers the score by one byte and skips the rest of the layer', () => {
  const base = layer('etc/a 100', 'd/x 1000', 'd/y 2000', 'l -> etc/a', 'keep 5000')
  expect(atOnce(diveFigures(image(base, layer('.wh.nothere')))).efficiency).toBe(0.9998765432098765)
  expect(atOnce(diveFigures(image(base, layer('.wh.nothere', 'zz 500')))).efficiency).toBe(8099 / 8100)
  expect(atOnce(diveFigures(image(base, layer('.aa 500', '.wh.nothere')))).efficiency).toBe(8599 / 8600)
})

test.each([
  ['a directory named by an entry counts with what is beneath', [['d/', 'd/x 10'], ['.wh.d']], 20, 20, 0],
  ['an implicit directory above it wipes that', [['d/', 'd/x 10'], ['d/y 5'], ['.wh.d']], 15, 15, 0],
  ['naming it again brings it back', [['d/', 'd/x 10'], ['d/y 5'], ['d/'], ['.wh.d']], 30, 15, 15],
  ['opaque markers are ignored', [['d/', 'd/x 10'], ['d/', 'd/.wh..wh..opq'], ['.wh.d']], 20, 10, 10],
  ['a directory under a file keeps its children', [['d/', 'd/x 10'], ['d 3'], ['d/'], ['.wh.d']], 23, 10, 13],
  ['of a path that stands twice the last size counts', [['a 5', 'a 7'], ['a 9']], 16, 7, 16],
  [
    'links count nothing',
    [
      ['a 5', 'b => a', 'c -> a'],
      ['b => a', 'c -> a'],
    ],
    5,
    5,
    0,
  ],
  ['only the last component is a marker', [['.wh.etc/x 4'], ['.wh.etc/x 4']], 8, 4, 8],
  ['the lowest layer is looked up in itself', [['d/', 'd/x 10', '.wh.d']], 20, 20, 0],
])('%s', (_, layers, cumulative, minimum, repeated) => {
  expect(atOnce(diveKeys(image(...layers.map(lines => layer(...lines)))))).toMatchObject({
    cumulative,
    minimum,
    repeated,
  })
})

test('an image of one layer has no share of its own bytes to waste', () => {
  expect(atOnce(diveFigures(image(layer('a 5'))))).toEqual({
    efficiency: 1,
    wastedBytes: 0,
    userWastedPercent: null,
  })
  expect(atOnce(diveFigures([]))).toEqual({ efficiency: 1, wastedBytes: 0, userWastedPercent: null })
})
