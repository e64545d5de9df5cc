import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layerSharing } from '../../../src/analysis/compare/layer-sharing.ts'
import { pullCost } from '../../../src/analysis/compare/pull-cost.ts'
import { imageOf, type LayerText } from './images.ts'

const BASE: LayerText = { lines: ['base 100'], blob: 'base', transferBytes: 40 }
const APP: LayerText = { lines: ['app 30'], blob: 'app', transferBytes: 10 }
const ZSTD: LayerText = { ...BASE, blob: 'base, zstd', transferBytes: 35 }
const PLAIN: LayerText = { lines: BASE.lines }
const LOST: LayerText = { ...BASE, unreadable: true }

describe('of what two images share in transfer is told', () => {
  // biome-ignore format: a table
  test.each<[what: string, a: LayerText[], b: LayerText[], layers: number, transferBytes: number | null]>([
    ['the blobs both have',                                [BASE, APP],        [BASE],             1, 40],
    ['each once, however often it stands in either',       [BASE, BASE],       [BASE, APP, BASE],  1, 40],
    ['nothing where the same layer is compressed anew',    [BASE],             [ZSTD],             1, 0],
    ['nothing where no layer is the same',                 [BASE],             [APP],              0, 0],
    ['nothing where none is, though blobs are unknown',    [BASE],             [{ lines: ['x 1'] }], 0, 0],
    ['that nobody knows, where a blob is unknown',         [BASE, APP],        [PLAIN, APP],       2, null],
    ['that nobody knows, where both are',                  [PLAIN],            [PLAIN],            1, null],
    ['the blob, where only one of both could be read',     [LOST],             [BASE],             1, 40],
    ['that nobody knows, where neither could',             [LOST],             [LOST],             1, null],
    ['what is known of, whatever else there is',           [BASE, ZSTD],       [BASE],             1, 40],
  ])('%s', (_what, a, b, layers, transferBytes) => {
    expect(sharing(a, b)).toMatchObject({ layers, transferBytes })
  })
})

/** Few layers, so that images share some: the same content plain, and in two blobs. */
const someLayer = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom(null, 'gzip', 'zstd'))
  .map(([content, blob]): LayerText => {
    const lines = [`file${content} ${content * 100}`]
    const transferBytes = 20 + content * 10 + (blob === 'zstd' ? 3 : 0)
    return blob === null ? { lines } : { lines, blob: `${content} ${blob}`, transferBytes }
  })
const someImage = fc.array(someLayer, { maxLength: 6 })
const someKnownImage = fc.array(
  someLayer.filter(({ blob }) => blob !== undefined),
  { maxLength: 6 },
)

describe('for all images', () => {
  test('A shares with B what B shares with A', () => {
    fc.assert(
      fc.property(someImage, someImage, (a, b) => {
        expect(sharing(b, a)).toEqual(sharing(a, b))
      }),
    )
  })

  test('an image shares with itself what a node without it fetches', () => {
    fc.assert(
      fc.property(someKnownImage, image => {
        expect(sharing(image, image)?.transferBytes).toBe(fetched([], image))
      }),
    )
  })

  test('no more is shared than either has', () => {
    fc.assert(
      fc.property(someKnownImage, someKnownImage, (a, b) => {
        const shared = sharing(a, b)?.transferBytes
        expect(shared).toBeLessThanOrEqual(Math.min(fetched([], a) ?? 0, fetched([], b) ?? 0))
      }),
    )
  })

  test('what a node with A fetches for B is B less what they share', () => {
    fc.assert(
      fc.property(someKnownImage, someKnownImage, (a, b) => {
        expect(fetched(a, b)).toBe((fetched([], b) ?? 0) - (sharing(a, b)?.transferBytes ?? 0))
      }),
    )
  })

  test('without blobs it is nothing only where no layer is the same, and unknown else', () => {
    fc.assert(
      fc.property(someImage, someImage, (a, b) => {
        const pair = sharing(a.map(withoutBlob), b)
        if (pair?.layers === 0) expect(pair.transferBytes).toBe(0)
        else expect(pair?.transferBytes).toBeNull()
      }),
    )
  })
})

function withoutBlob({ lines }: LayerText): LayerText {
  return { lines }
}

function sharing(a: readonly LayerText[], b: readonly LayerText[]) {
  const [pair] = layerSharing([imageOf({ layers: a }), imageOf({ layers: b })])
  return pair
}

function fetched(held: readonly LayerText[], image: readonly LayerText[]): number | null | undefined {
  const { rows } = pullCost([imageOf({ layers: image })], {
    nodes: 1,
    bandwidth: null,
    held: { kind: 'image', analysis: imageOf({ layers: held }) },
    estimates: new Map(),
  })
  return rows[0]?.update?.bytes
}
