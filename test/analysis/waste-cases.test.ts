import { describe, expect, test } from 'vitest'
import { drawChanges, lines } from '../../fixtures/recipe/draw.ts'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import type { LayerTree } from '../../src/tree/layer-tree.ts'
import { wastedItems } from './wasted-items.ts'

/** The table of semantics §6 "Cases that tell a right model from a wrong one". */
const BASE = ['etc/a 100', 'd/x 1000', 'd/y 2000', 'l -> etc/a', 'keep 5000']
const base = layer(...BASE)

describe('over a base of 8100 bytes', () => {
  test('a whiteout of a directory deletes everything in it', () => {
    const trees = image(base, layer('.wh.d'))
    expect(drawChanges(trees)).toBe(
      lines(
        '/        -3000',
        '└─ d/    -3000      removed',
        '   ├─ x  -1000      removed',
        '   └─ y  -2000      removed',
      ),
    )
    expect(waste(trees)).toEqual(['/d/y 2000 deleted 0→1', '/d/x 1000 deleted 0→1'])
  })

  test('a whiteout of a file deletes that file', () => {
    const trees = image(base, layer('d/.wh.x'))
    expect(drawChanges(trees)).toBe(lines('/        -1000', '└─ d/    -1000', '   └─ x  -1000      removed'))
    expect(waste(trees)).toEqual(['/d/x 1000 deleted 0→1'])
  })

  test('an opaque directory hides what lay in it, and keeps what its layer writes', () => {
    const trees = image(base, layer('d/.wh..wh..opq', 'd/z 10'))
    expect(drawChanges(trees)).toBe(
      lines(
        '/        10 -3000',
        '└─ d/    10 -3000',
        '   ├─ x  -1000      removed',
        '   ├─ y  -2000      removed',
        '   └─ z  10         added',
      ),
    )
    expect(waste(trees)).toEqual(['/d/y 2000 hidden 0→1', '/d/x 1000 hidden 0→1'])
  })

  test('a file hidden and written again alike is unchanged, and rewritten', () => {
    const trees = image(base, layer('d/.wh..wh..opq', 'd/x 1000'))
    expect(drawChanges(trees)).toBe(
      lines('/        1000 -2000', '└─ d/    1000 -2000', '   ├─ x  1000', '   └─ y  -2000      removed'),
    )
    expect(waste(trees)).toEqual(['/d/y 2000 hidden 0→1', '/d/x 1000 rewritten 0→1'])
  })

  test('a retargeted symlink wastes nothing', () => {
    const trees = image(base, layer('l -> etc/OTHER'))
    expect(drawChanges(trees)).toBe(lines('/', '└─ l -> etc/OTHER             modified (linkTarget)'))
    expect(waste(trees)).toEqual([])
  })

  test('a file that becomes a directory is replaced', () => {
    const trees = image(base, layer('etc/a/', 'etc/a/n 7'))
    expect(drawChanges(trees)).toBe(
      lines(
        '/           7',
        '└─ etc/     7',
        '   └─ a/    7          modified (type)',
        '      └─ n  7          added',
      ),
    )
    expect(waste(trees)).toEqual(['/etc/a 100 replaced 0→1'])
  })

  test('a directory that becomes a file takes its content with it', () => {
    const trees = image(base, layer('d 9'))
    expect(drawChanges(trees)).toBe(
      lines(
        '/        9 -3000',
        '└─ d     9 -3000    modified (type)',
        '   ├─ x  -1000      removed',
        '   └─ y  -2000      removed',
      ),
    )
    expect(waste(trees)).toEqual(['/d/y 2000 replaced 0→1', '/d/x 1000 replaced 0→1'])
  })

  test('a whiteout of nothing does nothing', () => {
    const trees = image(base, layer('.wh.nothere'))
    expect(drawChanges(trees)).toBe('/')
    expect(waste(trees)).toEqual([])
  })

  test('of a path that stands twice in a layer the last copy counts, the other is a finding', () => {
    const trees = image(base, layer('keep 5000', 'keep 6000'))
    const overlay = buildOverlay(trees)
    expect(waste(trees)).toEqual(['/keep 5000 overwritten 0→1'])
    expect(unpacked(trees)).toBe(14100)
    expect(overlay.findings.map(({ kind, path, bytes }) => [kind, path, bytes])).toEqual([
      ['duplicatePath', '/keep', 5000],
    ])
  })

  test.each([
    ['mtime=5', 'modified (mtime)', '/keep 5000 rewritten 0→1 mtime'],
    ['xattr=security.capability', 'modified (xattrs)', '/keep 5000 rewritten 0→1 xattrs'],
    ['mode=0755 owner=1:1', 'modified (mode, owner)', '/keep 5000 rewritten 0→1 mode,owner'],
    ['', '', '/keep 5000 rewritten 0→1'],
    ['@other', 'modified (content)', '/keep 5000 overwritten 0→1'],
  ])('keep again with "%s" is %s', (option, change, item) => {
    const trees = image(base, layer(`keep 5000 ${option}`))
    expect(drawChanges(trees)).toBe(lines('/        5000', `└─ keep  5000       ${change}`.trimEnd()))
    expect(waste(trees)).toEqual([item])
  })

  test('a file deleted, then written again by a later layer, was deleted', () => {
    const trees = image(base, layer('.wh.keep'), layer('keep 5000'))
    expect(drawChanges(trees, 1)).toBe(lines('/        -5000', '└─ keep  -5000      removed'))
    expect(drawChanges(trees, 2)).toBe(lines('/        5000', '└─ keep  5000       added'))
    expect(waste(trees)).toEqual(['/keep 5000 deleted 0→1'])
  })

  test('a directory deleted, then begun again by a later layer, does not come back', () => {
    const trees = image(base, layer('.wh.d'), layer('d/x 1'))
    expect(drawChanges(trees, 2)).toBe(
      lines('/        1', '└─ d/    1          added', '   └─ x  1          added'),
    )
    expect(waste(trees)).toEqual(['/d/y 2000 deleted 0→1', '/d/x 1000 deleted 0→1'])
  })

  test('every rewriting counts', () => {
    const trees = image(base, layer('keep 5000 mode=0600'), layer('keep 5000 mode=0400'))
    expect(waste(trees)).toEqual(['/keep 5000 rewritten 0→1 mode', '/keep 5000 rewritten 1→2 mode'])
  })

  test('a hard link keeps the inode whose other name was overwritten', () => {
    const trees = image(layer(...BASE, 'h1 3000'), layer('h2 => h1'), layer('h1 3000 @new'))
    expect(waste(trees)).toEqual([])
    expect(drawChanges(trees, 1)).toBe(lines('/', '└─ h2 => /h1             added'))
    expect(drawChanges(trees, 2)).toBe(lines('/      3000', '└─ h1  3000       modified (content)'))
  })

  test('a whiteout in the lowest layer means nothing', () => {
    const trees = image(layer('.wh.z', 'a 5'))
    expect(drawChanges(trees)).toBe(lines('/     5', '└─ a  5          added'))
    expect(waste(trees)).toEqual([])
  })
})

describe('the reason is the first that fits, whatever the order of the entries', () => {
  test.each([
    [['d/.wh..wh..opq', '.wh.d'], '/d/f 10 hidden 0→1'],
    [['.wh.d', 'd 1'], '/d/f 10 replaced 0→1'],
    [['d 1', '.wh.d'], '/d/f 10 replaced 0→1'],
    [['d/.wh.f', 'd/f 10 mode=0600'], '/d/f 10 rewritten 0→1 mode'],
    [['d/f 10 mode=0600', 'd/.wh.f'], '/d/f 10 rewritten 0→1 mode'],
    [['d/f 10 @other', '.wh.d'], '/d/f 10 overwritten 0→1'],
    [['d/f -> x', 'd/.wh.f'], '/d/f 10 replaced 0→1'],
    [['d -> elsewhere'], '/d/f 10 replaced 0→1'],
  ])('%j', (entries, item) => {
    expect(waste(image(layer('d/f 10'), layer(...entries)))).toEqual([item])
  })
})

describe('an inode with several paths', () => {
  test('is wasted by the layer that takes the last one', () => {
    const trees = image(layer('a 10 @A', 'b => a'), layer('.wh.a'), layer('b 10 @A mode=0600'))
    expect(waste(trees)).toEqual(['/a 10 rewritten 0→2 mode'])
  })

  test('loses paths taken by one marker in bytewise order', () => {
    const trees = image(layer('d/a 10', 'd/b => d/a'), layer('.wh.d', 'd/a 10'))
    expect(waste(trees)).toEqual(['/d/a 10 deleted 0→1'])
  })

  test('lives on when the layer that removes its path links it elsewhere', () => {
    expect(waste(image(layer('a 10'), layer('.wh.a', 'b => a')))).toEqual([])
    expect(waste(image(layer('a 10'), layer('b => a', '.wh.a')))).toEqual([])
  })
})

function waste(trees: readonly LayerTree[]): string[] {
  return wastedItems(buildOverlay(trees)).map(({ path, bytes, reason, layer: by, by: killer, differs }) =>
    `${path} ${bytes} ${reason} ${by}→${killer} ${differs.join(',')}`.trim(),
  )
}

function unpacked(trees: readonly LayerTree[]): number {
  return buildOverlay(trees).totals.reduce((sum, { unpackedBytes }) => sum + (unpackedBytes ?? Number.NaN), 0)
}
