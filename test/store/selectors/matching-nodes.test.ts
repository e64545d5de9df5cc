import { expect, test, vi } from 'vitest'
import { image, layer } from '../../../fixtures/recipe/recipe.ts'
import { matchingNodes } from '../../../src/store/selectors/matching-nodes.ts'
import { buildOverlay } from '../../../src/tree/build-overlay.ts'
import { nodePath } from '../../../src/tree/overlay.ts'
import { stackedView } from '../../../src/tree/tree-view.ts'

const view = stackedView(buildOverlay(image(layer('a/x 1', 'a/y 1', 'b/z 1'))), 0)
const hidden = new Set<'unchanged'>()

function passing(match: Parameters<typeof matchingNodes>[1]) {
  const paths = [...view.versions.keys()].filter(matchingNodes(view, match, hidden))
  return paths.map(node => nodePath(view.overlay, node)).sort()
}

test('what passes has a line, and so have the directories that lead to it', () => {
  expect(passing((_, node) => nodePath(view.overlay, node) === '/a/y')).toEqual(['/', '/a', '/a/y'])
})

test('a filter is asked once about each path, until it is another filter', () => {
  const first = vi.fn(() => false)
  const [once, again] = [passing(first), passing(first)]
  expect(again).toEqual(once)
  expect(first).toHaveBeenCalledTimes(5)
  expect(passing((_, node) => nodePath(view.overlay, node) === '/b')).toEqual(['/', '/b'])
  passing(first)
  expect(first).toHaveBeenCalledTimes(10)
})
