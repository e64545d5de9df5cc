import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { nodesBeneath } from '../../src/report/path-order.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { nodePath } from '../../src/tree/overlay.ts'
import { stackedView } from '../../src/tree/tree-view.ts'

function paths(...lines: string[]): string[] {
  const view = stackedView(buildOverlay(image(layer(...lines))), 0)
  return [...nodesBeneath(view, 0)].map(node => nodePath(view.overlay, node))
}

test('a sibling whose name goes on with a character below / comes before what is beneath', () => {
  expect(paths('a/x', 'a-b/x', 'a-b-c', 'a.d', 'a0')).toEqual([
    '/a',
    '/a-b',
    '/a-b-c',
    '/a-b/x',
    '/a.d',
    '/a/x',
    '/a0',
  ])
})

test('the order is that of the whole paths, whatever they are', () => {
  const name = fc.stringMatching(/^[-.a0]{1,3}$/).filter(text => text !== '.' && text !== '..')
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map(names => `${names.join('/')}/`)
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 12 }), lines => {
      const order = paths(...lines)
      expect(order).toEqual([...order].sort())
    }),
  )
})
