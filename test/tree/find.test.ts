import { expect, test } from 'vitest'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { findInView } from '../../src/tree/find.ts'
import { nodePath } from '../../src/tree/overlay.ts'
import { stackedView } from '../../src/tree/tree-view.ts'

const trees = image(
  layer('etc/apt/sources.list 1', 'etc/README 1', 'usr/share/readme.md 1', 'usr/etc/apt 1', 'gone 1', 'ä 1'),
  layer('.wh.gone'),
)

test.each([
  ['apt', ['/etc/apt', '/usr/etc/apt']],
  ['readme', ['/etc/README', '/usr/share/readme.md']],
  ['README', ['/etc/README']],
  ['etc/ap', ['/etc/apt', '/usr/etc/apt']],
  ['/etc/ap', ['/etc/apt', '/usr/etc/apt']],
  ['r/etc/ap', ['/usr/etc/apt']],
  ['sr/et/ap', []],
  ['apt/', ['/etc/apt/sources.list']],
  ['ä', ['/ä']],
  ['gone', []],
  ['nothing', []],
  ['a/very/long/way/down', []],
])('looking for "%s" finds %j', (text, paths) => {
  expect(found(text, 50_000)).toEqual(paths)
})

test('the size of a slice changes only how often a screen can draw', () => {
  expect(found('e', 1)).toEqual(found('e', 50_000))
})

function found(text: string, slice: number): string[] {
  const view = stackedView(buildOverlay(trees), 1)
  const nodes = [...findInView(view, text, slice)].flat()
  return nodes.map(node => Buffer.from(nodePath(view.overlay, node), 'latin1').toString()).sort()
}
