import { expect, test } from 'vitest'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { parseFilter } from '../../src/analysis/filter.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { nodePath } from '../../src/tree/overlay.ts'
import { changesView, shows, type TreeView } from '../../src/tree/tree-view.ts'

const trees = image(
  layer('lib/old.so 3000', 'etc/keep 5'),
  layer(
    'lib/.wh.old.so',
    'lib/a.so 2000',
    'lib/b.so 10',
    'etc/keep 5 mode=0600',
    'lib/c.so.1 -> a.so',
    'lib/dev p',
  ),
)

test.each([
  ['size>1k', ['/lib', '/lib/a.so', '/lib/old.so']],
  ['size>=2000', ['/lib', '/lib/a.so', '/lib/old.so']],
  ['size=10', ['/lib/b.so']],
  ['size<1.9ki type:f', ['/etc/keep', '/lib/b.so']],
  ['type:l,p', ['/lib/c.so.1', '/lib/dev']],
  ['type:symlink', ['/lib/c.so.1']],
  ['status:D', ['/lib/old.so']],
  ['status:am type:f', ['/etc/keep', '/lib/a.so', '/lib/b.so']],
  ['status:removed,modified', ['/etc/keep', '/lib/old.so']],
  ['*.so', ['/lib/a.so', '/lib/b.so', '/lib/old.so']],
  ['/lib/?.so', ['/lib/a.so', '/lib/b.so']],
  ['**/{a,b}.so size>1k', ['/lib/a.so']],
  ['so.1', ['/lib/c.so.1']],
  ['c/k', ['/etc/keep']],
])('%s keeps %j', (text, paths) => {
  expect(kept(text)).toEqual(paths)
})

test('an empty filter keeps everything', () => {
  expect(kept(' ')).toHaveLength(8)
})

test.each([
  ['size>big', '"size>big" is no size. Valid are size>1M, size<=20k, size=0, size>1.5Gi.'],
  ['size>1X', '"size>1X" is no size. Valid are size>1M, size<=20k, size=0, size>1.5Gi.'],
  ['size', undefined],
  [
    'type:x',
    '"type:x" is not understood: after type: valid are f, d, l, c, b, p, file, directory, symlink, character, block, fifo.',
  ],
  [
    'type=f',
    '"type=f" is not understood: after type: valid are f, d, l, c, b, p, file, directory, symlink, character, block, fifo.',
  ],
  [
    'status:Z',
    '"status:Z" is not understood: after status: valid are a, m, d, u, added, modified, removed, unchanged.',
  ],
  [
    'owner:root',
    'There is no filter "owner". Valid are size>1M, type:f, status:A, and parts of names such as *.so or lib.',
  ],
])('%s is answered: %s', (text, message) => {
  const filter = parseFilter(text)
  expect(filter.kind === 'badFilter' ? filter.message : undefined).toBe(message)
})

function kept(text: string): string[] {
  const view = changesView(buildOverlay(trees), 1)
  const filter = parseFilter(text)
  if (filter.kind === 'badFilter') throw new Error(filter.message)
  return shownNodes(view)
    .filter(node => filter.matches(view, node))
    .map(node => nodePath(view.overlay, node))
    .sort()
}

function shownNodes(view: TreeView): number[] {
  return [...view.versions.keys()].filter(node => node !== 0 && shows(view, node))
}
