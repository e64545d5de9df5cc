import { describe, expect, test } from 'vitest'
import { image, layer, layerTree } from '../../fixtures/recipe/recipe.ts'
import { LayerscopeError } from '../../src/errors.ts'
import { byteString } from '../../src/image/byte-string.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import {
  entryDevice,
  entryExtents,
  entryGid,
  entryLength,
  entryLinkName,
  entryMode,
  entryMtime,
  entryPath,
  entryRole,
  entrySha256,
  entryStored,
  entryType,
  entryUid,
  entryXattrs,
} from '../../src/tree/layer-tree.ts'
import { LayerTreeBuilder } from '../../src/tree/layer-tree-builder.ts'

test('an entry comes back as it was added', () => {
  const tree = layerTree(
    layer(
      'a/b 100 mode=4755 owner=7:4294967295 mtime=-1.5 xattr=user.a:v',
      'null c=1:3',
      'l -> ../x',
      'h => a/b',
      'hole 1000 stored=10',
    ),
  )
  expect([0, 1, 2, 3, 4].map(entry => entryPath(tree, entry))).toEqual(['/a/b', '/null', '/l', '/h', '/hole'])
  expect([0, 1, 2, 3, 4].map(entry => entryType(tree, entry))).toEqual([
    'file',
    'character',
    'symlink',
    'hardLink',
    'file',
  ])
  expect([entryMode(tree, 0), entryUid(tree, 0), entryGid(tree, 0), entryMtime(tree, 0)]).toEqual([
    0o4755, 7, 0xffffffff, -1.5,
  ])
  expect([...entryXattrs(tree, 0)]).toEqual([['user.a', new TextEncoder().encode('v')]])
  expect(entryXattrs(tree, 1).size).toBe(0)
  expect([entryDevice(tree, 1), entryDevice(tree, 0)]).toEqual([{ major: 1, minor: 3 }, null])
  expect([entryLinkName(tree, 2), entryLinkName(tree, 3), entryLinkName(tree, 0)]).toEqual([
    '../x',
    'a/b',
    null,
  ])
  expect([entryLength(tree, 4), entryStored(tree, 4), entryStored(tree, 0)]).toEqual([1000, 10, 100])
  expect([entryExtents(tree, 4), entryExtents(tree, 0)]).toEqual([[{ offset: 0, length: 10 }], null])
  expect(entrySha256(tree, 0)).toMatch(/^[0-9a-f]{64}$/)
  expect(entrySha256(tree, 2)).toBeNull()
})

test('a layer tree is plain data: it crosses threads whole', () => {
  const [tree] = image(layer('a/b 5 xattr=user.a', 'l -> a', '../x 1'))
  expect(structuredClone(tree)).toEqual(tree)
})

test('names are normalised lexically', () => {
  const names = ['./a//b/', '/c', 'd/./e/../f', './', 'a/b/..']
  const tree = layerTree(layer(...names.map(name => (name.endsWith('/') ? name : `${name}/`))))
  expect(names.map((_, entry) => entryPath(tree, entry))).toEqual(['/a/b', '/c', '/d/f', '/', '/a'])
})

test.each([
  ['a', 'content'],
  ['.wh.a', 'whiteout'],
  ['d/.wh..a', 'whiteout'],
  ['.wh..wh..opq', 'opaque'],
  ['d/.wh..wh..opq', 'opaque'],
  ['.wh..wh.aufs', 'aufsMetadata'],
  ['.wh..wh.orph/x', 'aufsMetadata'],
  ['.wh..wh.plnk/1.2', 'aufsLink'],
  ['d/.wh..wh.plnk/1.2', 'aufsMetadata'],
  ['.wh..wh.plnk/', 'aufsMetadata'],
  ['.wh.', 'badWhiteout'],
  ['.wh..', 'badWhiteout'],
  ['.wh...', 'badWhiteout'],
  ['.wh.a/b', 'content'],
  ['.whale', 'content'],
  ['a.wh.b', 'content'],
  ['../a', 'outsideName'],
  ['a/../../b', 'outsideName'],
  ['.', 'outsideName'],
  ['./', 'content'],
  ['a\0b', 'nulName'],
])('"%s" has the role %s', (name, role) => {
  expect(entryRole(layerTree(layer(name)), 0)).toBe(role)
})

describe('findings about names', () => {
  test('refused names tell their bytes', () => {
    expect(layerTree(layer('../../etc/passwd 12', 'a\0b 3')).findings).toMatchObject([
      { kind: 'outsideName', severity: 'warning', path: null, bytes: 12, layer: null },
      { kind: 'nulName', severity: 'warning', bytes: 3 },
    ])
  })

  test('control characters are one finding, however many names have them', () => {
    const names = Array.from({ length: 5000 }, (_, at) => `evil\x1b]52;${at}`)
    const [finding, ...more] = layerTree(layer(...names)).findings
    expect(more).toEqual([])
    expect(finding).toMatchObject({ kind: 'controlName', path: '/evil\x1b]52;0' })
    expect(finding?.message).toBe('5,000 names have control characters; they are shown as escapes.')
    expect(finding?.evidence).toHaveLength(10)
  })

  test('a name of a megabyte is cut in the message', () => {
    const [finding] = layerTree(layer(`../${'x'.repeat(1024 * 1024)}`)).findings
    expect(finding?.message.length).toBeLessThan(500)
  })
})

describe('limits', () => {
  test.each([
    ['path', ['a/bc'], { path: 5 }, ['a/bcd'], 'passes the limit "path": 6, allowed 5'],
    ['depth', ['a/b/c'], { depth: 3 }, ['a/b/c/d'], 'passes the limit "depth": 4, allowed 3'],
    ['entries', ['a', 'b'], { entries: 2 }, ['a', 'b', 'c'], 'passes the limit "entries": more than 2'],
    [
      'implicitDirectories',
      ['a/b/1', 'a/b/2'],
      { implicitDirectories: 2 },
      ['a/b/c/1'],
      'passes the limit "implicitDirectories": more than 2',
    ],
  ])('%s: %j is fine, one more is a fault that names the limit', (_, fine, limit, tooMuch, message) => {
    const limits = { ...DEFAULT_LIMITS, ...limit }
    expect(layerTree(layer(...fine), limits).entries).toBe(fine.length)
    expect(() => layerTree(layer(...tooMuch), limits)).toThrow(LayerscopeError)
    expect(() => layerTree(layer(...tooMuch), limits)).toThrow(message)
  })

  test('the fault names the layer', () => {
    const builder = new LayerTreeBuilder({ ...DEFAULT_LIMITS, entries: 0 }, 'Layer 3')
    const [entry] = layer('a').entries
    expect(() => entry && builder.add(entry.header)).toThrow(/^Layer 3 passes/)
  })
})

test('many long and short names survive growing', () => {
  const names = Array.from({ length: 5000 }, (_, at) => `d${at % 50}/${'n'.repeat(at % 300)}${at}`)
  const tree = layerTree(layer(...names))
  expect(names.map((_, entry) => entryPath(tree, entry))).toEqual(names.map(name => byteString(`/${name}`)))
})
