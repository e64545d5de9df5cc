import { expect, describe as group, test } from 'vitest'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { compareTable, reduction } from '../../../src/analysis/compare/image-table.ts'
import { imageOf, imageOfTexts, text } from './images.ts'

test('differences and reductions are of unpacked bytes, against the first and the largest', () => {
  const { rows } = tableOf(imageOfTexts('a 200'), imageOfTexts('b 800'), imageOfTexts('c 100'))
  expect(rows.map(row => [row.deltaBytes, row.reductionToFirst, row.reductionToLargest])).toEqual([
    [0, 0, 0.75],
    [600, -3, 0],
    [-100, 0.5, 0.875],
  ])
})

group('what images share', () => {
  const table = tableOf(
    imageOfTexts('base 50', 'x 10'),
    imageOfTexts('base 50', 'y 20'),
    imageOfTexts('other 5', 'y 20'),
  )

  test('is told by diffId, of all layers that any other image has', () => {
    expect(table.rows.map(row => [row.sharedBytes, row.uniqueBytes])).toEqual([
      [50, 10],
      [70, 0],
      [20, 5],
    ])
  })

  test('is told of each two images once', () => {
    expect(table.pairs).toEqual([
      { a: 0, b: 1, layers: 1, bytes: 50, transferBytes: null },
      { a: 0, b: 2, layers: 0, bytes: 0, transferBytes: 0 },
      { a: 1, b: 2, layers: 1, bytes: 20, transferBytes: null },
    ])
  })

  test('is everything when an image stands beside itself', () => {
    const image = imageOfTexts('base 50', 'x 10')
    const { rows, pairs } = tableOf(image, image)
    expect(rows.map(row => [row.sharedBytes, row.uniqueBytes, row.deltaBytes])).toEqual([
      [60, 0, 0],
      [60, 0, 0],
    ])
    expect(pairs).toEqual([{ a: 0, b: 1, layers: 2, bytes: 60, transferBytes: null }])
  })

  test('does not count a layer twice that stands twice', () => {
    const { pairs } = tableOf(imageOfTexts('x 10', 'x 10'), imageOfTexts('x 10'))
    expect(pairs).toEqual([{ a: 0, b: 1, layers: 1, bytes: 10, transferBytes: null }])
  })
})

test('of an image that could be read in part, what needs the missing layer is unknown', () => {
  const broken = imageOf({ layers: [text('base 50'), { ...text('x 10'), unreadable: true }] })
  const { rows } = tableOf(imageOfTexts('base 50'), broken)
  expect(rows[1]).toMatchObject({
    deltaBytes: null,
    reductionToFirst: null,
    sharedBytes: 50,
    uniqueBytes: null,
    traits: null,
  })
})

test('nothing cannot be reduced', () => {
  expect(reduction(0, 0)).toBeNull()
  expect(reduction(10, 0)).toBe(1)
})

function tableOf(...images: readonly Analysis[]) {
  return compareTable(
    images.map((analysis, at) => ({ reference: `image ${at}`, source: 'a test', analysis })),
  )
}
