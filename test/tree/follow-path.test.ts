import { expect, test } from 'vitest'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { fromText } from '../../src/image/byte-string.ts'
import { childPath, parseTreePath } from '../../src/image/tree-path.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { followPath } from '../../src/tree/follow-path.ts'
import { nodePath } from '../../src/tree/overlay.ts'
import { stackedView } from '../../src/tree/tree-view.ts'

const view = stackedView(
  buildOverlay(
    image(
      layer(
        'usr/bin/sh 10',
        'bin -> usr/bin',
        'a/b/up -> ../../usr',
        'a/out -> /../../../usr/bin',
        'a/absolute -> /usr',
        'a/nowhere -> missing/place',
        'loop -> loop',
        'usr/bin/ash -> sh',
        'gone 5',
      ),
      layer('.wh.gone'),
    ),
  ),
  1,
)

function walk(path: string, last: 'follow' | 'keep' = 'keep'): string {
  const place = followPath(view, parseTreePath(fromText(path)), last)
  if (place.kind === 'found') return nodePath(view.overlay, place.node)
  return `no ${childPath(nodePath(view.overlay, place.directory), place.name)}`
}

// biome-ignore format: one case per line
test.each([
  ['/',                 'keep',   '/'],
  ['/usr/bin/sh',       'keep',   '/usr/bin/sh'],
  ['/bin/sh',           'keep',   '/usr/bin/sh'],
  ['/bin',              'keep',   '/bin'],
  ['/bin',              'follow', '/usr/bin'],
  ['/bin/ash',          'keep',   '/usr/bin/ash'],
  ['/bin/ash',          'follow', '/usr/bin/sh'],
  ['/a/b/up/bin/sh',    'keep',   '/usr/bin/sh'],
  ['/a/out/sh',         'keep',   '/usr/bin/sh'],
  ['/a/absolute/bin/sh', 'keep',   '/usr/bin/sh'],
  ['/a/nowhere',        'keep',   '/a/nowhere'],
  ['/a/nowhere',        'follow', 'no /a/missing'],
  ['/loop',             'keep',   '/loop'],
  ['/loop/x',           'keep',   'no /loop'],
  ['/usr/bin/sh/x',     'keep',   'no /usr/bin/sh/x'],
  ['/usr/lib/x',        'keep',   'no /usr/lib'],
  ['/gone',             'keep',   'no /gone'],
] as const)('%s (last: %s) leads to %s', (path, last, place) => {
  expect(walk(path, last)).toBe(place)
})

test('an image without layers has nothing but its root', () => {
  const empty = stackedView(buildOverlay([]), -1)
  expect(followPath(empty, parseTreePath(fromText('/')), 'keep')).toEqual({ kind: 'found', node: 0 })
  expect(followPath(empty, parseTreePath(fromText('/etc')), 'keep').kind).toBe('missing')
})
