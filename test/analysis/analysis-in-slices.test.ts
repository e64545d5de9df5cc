import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomLayers } from '../../fixtures/recipe/random-image.ts'
import { layer } from '../../fixtures/recipe/recipe.ts'
import { analyse, analysisInSlices } from '../../src/analysis/analyse.ts'
import type { Analysis } from '../../src/analysis/analysis.ts'
import type { Slices } from '../../src/tree/slices.ts'
import { imageOf } from '../store/images.ts'

describe('an analysis in slices', () => {
  test('says what the same analysis at once says, also when another is worked on in turn with it', () => {
    fc.assert(
      fc.property(randomLayers, randomLayers, (one, other) => {
        const [left, right] = [wholeOf(one), wholeOf(other)]
        expect(inTurn(begin(left), begin(right)).map(told)).toEqual([left, right].map(told))
      }),
      { numRuns: 200 },
    )
  })

  test('pauses often, however much a layer holds', () => {
    const work = begin(MANY)
    let pauses = 0
    while (work.next().done !== true) pauses++
    expect(pauses).toBeGreaterThan((3 * FILES) / 4096)
  })

  test('leaves nothing behind when it is left in the middle', () => {
    for (const slices of [1, 10, 30]) {
      const left = begin(MANY)
      for (let slice = 0; slice < slices; slice++) left.next()
      expect(told(analyse(MANY.documents, MANY.layers, BASE))).toEqual(told(MANY))
    }
  })
})

const BASE = { base: null }
const FILES = 20_000
const lines = Array.from({ length: FILES }, (_, file) => `d${file % 10}/f${file} ${file % 3}`)
const MANY = wholeOf([lines, lines.slice(0, FILES / 2), ['.wh.d3']])

/** Analysed at once. */
function wholeOf(layers: readonly (readonly string[])[]): Analysis {
  return imageOf(layers.map(each => ['RUN x', layer(...each)] as const)).analysis
}

function begin({ documents, layers }: Analysis): Slices<Analysis> {
  return analysisInSlices(documents, layers, BASE)
}

function inTurn(one: Slices<Analysis>, other: Slices<Analysis>): Analysis[] {
  const works = [one, other]
  const results = new Map<Slices<Analysis>, Analysis>()
  while (results.size < works.length)
    for (const work of works) {
      if (results.has(work)) continue
      const step = work.next()
      if (step.done === true) results.set(work, step.value)
    }
  return works.flatMap(work => results.get(work) ?? [])
}

/** Everything an analysis says, its lists spelled out. */
function told({ waste, layers, documents, ...rest }: Analysis) {
  return { ...rest, waste: { ...waste, items: Array.from(waste.items, item => [item.path, { ...item }]) } }
}
