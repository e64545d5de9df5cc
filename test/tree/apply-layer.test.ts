import { describe, expect, test } from 'vitest'
import { drawChanges, drawStack, lines } from '../../fixtures/recipe/draw.ts'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { LayerscopeError } from '../../src/errors.ts'
import { byteString } from '../../src/image/byte-string.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { parseTreePath } from '../../src/image/tree-path.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { KEPT_PER_KIND } from '../../src/tree/finding-tally.ts'
import { findNode } from '../../src/tree/overlay.ts'
import { describe as describePath, stackedView } from '../../src/tree/tree-view.ts'

describe('markers', () => {
  test.each([
    ['after what its layer writes', ['d/z 1', '.wh.d']],
    ['before it', ['.wh.d', 'd/z 1']],
  ])('a whiteout of a directory %s leaves that, in an implicit directory', (_, entries) => {
    const trees = image(layer('d/ mode=0700', 'd/x 10'), layer(...entries))
    expect(drawChanges(trees)).toBe(
      lines(
        '/        1 -10',
        '└─ d/    1 -10      modified (mode)',
        '   ├─ x  -10        removed',
        '   └─ z  1          added',
      ),
    )
  })

  test('only the last component can be a marker', () => {
    expect(drawStack(image(layer('etc/x 1'), layer('.wh.etc/x 2', 'x.wh.etc 3')))).toBe(
      lines(
        '/            6',
        '├─ .wh.etc/  2          added',
        '│  └─ x      2          added',
        '├─ etc/      1',
        '│  └─ x      1',
        '└─ x.wh.etc  3          added',
      ),
    )
  })

  test('`.wh..x` removes `.x`', () => {
    expect(drawStack(image(layer('.x 1', 'x 1'), layer('.wh..x')))).toBe(lines('/     1 -1', '└─ x  1'))
  })

  test('an opaque root hides everything below', () => {
    expect(drawStack(image(layer('a/b 1', 'c 1'), layer('n 2', '.wh..wh..opq')))).toBe(
      lines('/     2 -2', '└─ n  2          added'),
    )
  })

  test.each(['.wh.', 'd/.wh..', '.wh...'])('"%s" removes nothing and is an error', name => {
    const trees = image(layer('d/x 1'), layer(name))
    expect(drawChanges(trees)).toBe('/')
    expect(trees[1]?.findings).toMatchObject([{ kind: 'badWhiteout', severity: 'error' }])
  })

  test('markers make no directories and are followed like everything else', () => {
    expect(drawChanges(image(layer('a 1'), layer('no/.wh.x', 'no/.wh..wh..opq')))).toBe('/')
    expect(drawChanges(image(layer('d/x 1', 'l -> d'), layer('l/.wh.x')))).toBe(
      lines('/        -1', '└─ d/    -1', '   └─ x  -1         removed'),
    )
  })

  test('bytes of a marker count nowhere', () => {
    const trees = image(layer('x 1', '.wh.y 7', 'd/.wh..wh..opq 8', '.wh..wh.aufs 9'))
    expect(buildOverlay(trees).totals[0]).toMatchObject({ unpackedBytes: 1, entries: 1 })
    expect(trees[0]?.findings.map(({ kind, bytes }) => [kind, bytes])).toEqual([
      ['markerWithBody', 7],
      ['markerWithBody', 8],
      ['markerWithBody', 9],
    ])
  })
})

describe('aufs', () => {
  test('files under .wh..wh.plnk are not shown, but hard links to them are whole files', () => {
    const trees = image(layer('.wh..wh.plnk/', '.wh..wh.plnk/1.2 30', 'a => .wh..wh.plnk/1.2', 'b => a'))
    expect(drawStack(trees)).toBe(
      lines('/           30', '├─ a        30         added', '└─ b => /a             added'),
    )
    expect(buildOverlay(trees).totals[0]?.unpackedBytes).toBe(30)
  })

  test('one that nothing links is ignored, and said so', () => {
    const overlay = buildOverlay(image(layer('.wh..wh.plnk/1.2 30')))
    expect(overlay.totals[0]?.unpackedBytes).toBe(0)
    expect(overlay.findings).toMatchObject([{ kind: 'markerWithBody', bytes: 30 }])
  })
})

describe('directories', () => {
  test('a directory over a directory keeps the children and takes the new metadata', () => {
    expect(drawChanges(image(layer('d/', 'd/x 1'), layer('d/ mode=0700')))).toBe(
      lines('/', '└─ d/             modified (mode)'),
    )
  })

  test('a directory whose time alone differs is unchanged', () => {
    expect(drawChanges(image(layer('d/ mtime=1'), layer('d/ mtime=2')))).toBe('/')
  })

  test('parents no entry mentions are 0755 and 0:0', () => {
    const view = stackedView(buildOverlay(image(layer('a/b 1'))), 0)
    const node = findNode(view.overlay, parseTreePath(byteString('/a'))) ?? 0
    expect(describePath(view, node)).toMatchObject({ implicit: true, mode: 0o755, uid: 0, gid: 0, mtime: 0 })
  })

  test('an implicit parent follows a symlink, but replaces anything else, which is a warning', () => {
    const trees = image(layer('real/', 'l -> real', 'f 5'), layer('l/x 1', 'f/y 2'))
    expect(drawChanges(trees)).toBe(
      lines(
        '/         3',
        '├─ f/     2          modified (type)',
        '│  └─ y   2          added',
        '└─ real/  1',
        '   └─ x   1          added',
      ),
    )
    expect(buildOverlay(trees).findings).toMatchObject([
      { kind: 'replacedParent', severity: 'warning', layer: 1, path: '/f' },
    ])
  })

  test('a directory entry over a symlink replaces it', () => {
    expect(drawChanges(image(layer('real/x 1', 'l -> real'), layer('l/', 'l/y 2')))).toBe(
      lines('/        2', '└─ l/    2          modified (type)', '   └─ y  2          added'),
    )
  })
})

describe('hard links', () => {
  test.each([
    ['an earlier entry of the layer', [], ['a 3', 'b => a']],
    ['the tree below', ['a 3'], ['b => a']],
    ['the tree below, even when the layer whites the target out', ['a 3'], ['.wh.a', 'b => a']],
    ['the tree below, when its directory is gone', ['d/a 3'], ['d -> nowhere', 'b => d/a']],
    ['a path whose parents are symlinks', ['d/a 3', 'l -> /d'], ['b => ../l/../l/a']],
    ['itself', ['b 3'], ['b => b']],
  ])('find %s', (_, below, entries) => {
    const view = stackedView(buildOverlay(image(layer(...below), layer(...entries))), 1)
    const node = findNode(view.overlay, parseTreePath(byteString('/b'))) ?? 0
    expect(describePath(view, node)).toMatchObject({ type: 'file', length: 3 })
  })

  test('a hard link to a symlink is that symlink', () => {
    expect(drawStack(image(layer('l -> t', 'h => l')))).toBe(
      lines('/', '├─ h -> t             added', '└─ l -> t             added'),
    )
  })

  test('a target written over earlier in the layer keeps its bytes through the link', () => {
    const overlay = buildOverlay(image(layer('keep 50', 'other => keep', 'keep 60')))
    expect(overlay.totals[0]?.unpackedBytes).toBe(110)
    expect(overlay.findings).toMatchObject([{ kind: 'duplicatePath', path: '/keep', bytes: 0 }])
  })

  test('a file whose directory the same layer writes over is not called a path that stands twice', () => {
    const overlay = buildOverlay(image(layer('d/x 1', 'd 5')))
    expect(overlay.totals[0]?.unpackedBytes).toBe(5)
    expect(overlay.findings.map(({ message }) => message)).toContain(
      '"/d/x" is gone again in the layer that writes it: a later entry takes the place of a parent, leaving 1 byte uncounted.',
    )
  })

  test.each(['nothing', 'd', '..', '/', 'later'])(
    'a link to "%s" is not applied and is a finding',
    target => {
      const overlay = buildOverlay(image(layer('d/'), layer(`h => ${target}`, 'later 1')))
      expect(findNode(overlay, parseTreePath(byteString('/h')))).toBeUndefined()
      expect(overlay.findings).toMatchObject([{ kind: 'missingLinkTarget', layer: 1, path: '/h' }])
    },
  )
})

describe('symlinks in parents', () => {
  test('are followed within the image, and the recorded path is kept', () => {
    const view = stackedView(buildOverlay(image(layer('a/l -> ../../../etc'), layer('a/l/x 1'))), 1)
    const node = findNode(view.overlay, parseTreePath(byteString('/etc/x'))) ?? 0
    expect(describePath(view, node)).toMatchObject({ path: '/etc/x', recordedAs: '/a/l/x' })
  })

  test('are followed as the tree stands when the entry comes', () => {
    expect(drawStack(image(layer('l -> a', 'l/x 1', 'l -> b', 'l/x 2', 'l/', 'l/x 4')))).toBe(
      lines(
        '/        7',
        '├─ a/    1          added',
        '│  └─ x  1          added',
        '├─ b/    2          added',
        '│  └─ x  2          added',
        '└─ l/    4          added',
        '   └─ x  4          added',
      ),
    )
  })

  test.each([
    [40, []],
    [41, ['linkLoop']],
  ])('%i hops give %j', (hops, kinds) => {
    const chain = Array.from(
      { length: hops },
      (_, at) => `l${at} -> ${at + 1 === hops ? 'end' : `l${at + 1}`}`,
    )
    const { findings } = buildOverlay(image(layer(...chain, 'l0/x 1')))
    expect(findings.map(({ kind }) => kind)).toEqual(kinds)
  })

  test('a loop keeps entries, markers and link targets from being applied', () => {
    const overlay = buildOverlay(
      image(layer('a -> b', 'b -> a', 'a/x 5', 'a/.wh.y', 'a/.wh..wh..opq', 'h => a/x')),
    )
    expect(overlay.totals[0]?.unpackedBytes).toBe(0)
    expect(overlay.findings.map(({ kind, path, bytes }) => [kind, path, bytes])).toEqual([
      ['linkLoop', '/a/x', 5],
      ['linkLoop', '/a/.wh.y', 0],
      ['linkLoop', '/a/.wh..wh..opq', 0],
      ['linkLoop', '/h', 0],
    ])
  })

  test('a loop that a later entry mends is followed again', () => {
    const trees = image(layer('a -> b', 'b -> a', 'a/x 5', 'd/', 'b -> d', 'a/x 7'))
    expect(drawStack(trees)).toBe(
      lines(
        '/          7',
        '├─ a -> b             added',
        '├─ b -> d             added',
        '└─ d/      7          added',
        '   └─ x    7          added',
      ),
    )
  })

  test('cannot make more directories that no entry mentions than the limit', () => {
    const limits = { ...DEFAULT_LIMITS, implicitDirectories: 5 }
    const links = image(layer('l -> a/b/c/d/e/f/g/h/i', 'l/x'))
    expect(() => buildOverlay(links, limits)).toThrow('passes the limit "implicitDirectories"')
    const layers = image(...['a', 'b', 'c'].map(name => layer(`${name}/1/2/3/x`)))
    expect(buildOverlay([layers[0], layers[0]], limits).paths.size).toBe(6)
    expect(() => buildOverlay(layers, limits)).toThrow('passes the limit "implicitDirectories"')
  })

  test('cannot make a path deeper or longer than the limits', () => {
    const deep = Array.from({ length: 6 }, () => 'd').join('/')
    const limits = { ...DEFAULT_LIMITS, depth: 8, path: 40 }
    const tooDeep = image(layer(`${deep}/`, `l -> ${deep}`), layer('l/a/b/c/e 1'))
    expect(() => buildOverlay(tooDeep, limits)).toThrow(LayerscopeError)
    const tooLong = image(layer(`l -> ${'n'.repeat(30)}`, `l/${'m'.repeat(20)} 1`))
    expect(() => buildOverlay(tooLong, limits)).toThrow('passes the limit "path"')
  })
})

test('a hostile layer gives a bounded number of findings, and none of their bytes is lost', () => {
  const twice = Array.from({ length: 1000 }, () => 'x 3')
  const { findings } = buildOverlay(image(layer(...twice)))
  expect(findings).toHaveLength(KEPT_PER_KIND + 1)
  expect(findings.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)).toBe(999 * 3)
  expect(findings.at(-1)?.message).toBe('949 more of this kind in the same layer.')
})

test('whiting out one huge directory over and over takes no longer than once', () => {
  const files = Array.from({ length: 20_000 }, (_, at) => `d/${at}`)
  const markers = Array.from({ length: 20_000 }, () => '.wh.d')
  const overlay = buildOverlay(image(layer(...files), layer(...files, ...markers)))
  expect(overlay.totals[1]).toMatchObject({ added: 0, removed: 0 })
})
