import { expect, test } from 'vitest'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { nodePath } from '../../src/tree/overlay.ts'
import { PathFinder } from '../../src/tree/path-finder.ts'
import { stackedView } from '../../src/tree/tree-view.ts'

const overlay = buildOverlay(
  image(
    layer(
      'lib -> usr/lib',
      'usr/lib/x86/libc.so 1',
      'usr/lib/gone/old 1',
      'top 1',
      'loop -> loop',
      'far -> /nowhere',
    ),
    layer('usr/lib/.wh.gone'),
  ),
)
const finder = new PathFinder(stackedView(overlay, 1))

test.each([
  ['/usr/lib/x86/libc.so', '/usr/lib/x86/libc.so'],
  ['usr/lib/x86/libc.so', '/usr/lib/x86/libc.so'],
  ['/lib/x86/libc.so', '/usr/lib/x86/libc.so'],
  ['/lib/gone/old', '/usr/lib/gone/old'],
  ['/lib', '/lib'],
  ['/top', '/top'],
  ['top', '/top'],
  ['./top', '/top'],
  ['/.', null],
  ['/', null],
  ['', null],
  ['/top/beneath', null],
  ['/lib/x86/none', null],
  ['/loop/x', null],
  ['/far/x', null],
  [`/${'a/'.repeat(5000)}x`, null],
])('"%s" is found at %s', (path, expected) => {
  const bytes = Buffer.from(`before ${path} after`)
  const node = finder.find(bytes, 7, 7 + path.length)
  expect(node < 0 ? null : nodePath(overlay, node)).toBe(expected)
})
