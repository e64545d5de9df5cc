import { describe, expect, test } from 'vitest'
import type { TarRecipe } from '../../../../fixtures/tar/recipe.ts'
import { tarOf } from '../../../../fixtures/tar/tar-of.ts'
import { LayerscopeError } from '../../../../src/errors.ts'
import { DEFAULT_LIMITS } from '../../../../src/image/limits.ts'
import { parseChanges } from '../../../../src/source/engine/container/changes.ts'
import { ContainerLayer, type LayerRemarks } from '../../../../src/source/engine/container/container-layer.ts'
import { tarEntries } from '../../../../src/tar/tar-entries.ts'
import { chunksOf } from '../../parts.ts'

const options = { what: 'the export', limits: DEFAULT_LIMITS, signal: new AbortController().signal }

/** An export: a small tree in the order of a walk. */
const EXPORT: readonly TarRecipe[] = [
  { name: '.dockerenv' },
  { name: 'etc/', type: 'directory' },
  { name: 'etc/motd', content: 'hello\n', mode: 0o640, uid: 7, gid: 8, mtime: 12.5 },
  { name: 'etc/motd2', type: 'hardLink', linkName: 'etc/motd' },
  { name: 'etc/passwd', content: 'root' },
  { name: 'usr/', type: 'directory' },
  { name: 'usr/sh', type: 'symlink', linkName: 'busybox' },
]

interface MadeLayer {
  /** `name`, `name/` for a directory, `name -> target`, `name => target`, `name: content`. */
  readonly entries: readonly string[]
  readonly remarks: LayerRemarks
}

async function layerOf(
  changes: string,
  exported: readonly TarRecipe[] = EXPORT,
  chunk = 1000,
): Promise<MadeLayer> {
  const listed = changes
    .split(' ')
    .map(change => ({ Path: change.slice(1), Kind: '~+-'.indexOf(change[0] ?? '') }))
  const value = changes === '' ? [] : listed
  return made(new ContainerLayer(parseChanges({ document: 'changes', path: '', value }, [])), exported, chunk)
}

async function made(layer: ContainerLayer, exported: readonly TarRecipe[], chunk = 1000): Promise<MadeLayer> {
  const entries: string[] = []
  const tar = layer.tar(chunksOf(tarOf(exported), chunk), options)
  for await (const { header, body } of tarEntries(tar, options)) {
    let content = ''
    for await (const part of body) content += Buffer.from(part).toString()
    const link = header.type === 'hardLink' ? ' => ' : ' -> '
    const tail =
      header.linkName !== undefined ? `${link}${header.linkName}` : content === '' ? '' : `: ${content}`
    entries.push(`${header.name}${tail}`)
  }
  return { entries, remarks: layer.remarks() }
}

// biome-ignore format: a table
describe('a layer of what was changed', () => {
  test.each<[what: string, changes: string, entries: readonly string[]]>([
    ['is empty when nothing was',                                 '',                              []],
    ['has what was modified or added, from the export',           '~/etc +/etc/motd',              ['etc/', 'etc/motd: hello\n']],
    ['has links as links',                                        '+/usr/sh +/etc/motd +/etc/motd2', ['etc/motd: hello\n', 'etc/motd2 => etc/motd', 'usr/sh -> busybox']],
    ['may link to a file that only the image has',                '+/etc/motd2',                   ['etc/motd2 => etc/motd']],
    ['has a whiteout for what was deleted',                       '-/bin/sh -/top',                ['bin/.wh.sh', '.wh.top']],
    ['has one whiteout for a deleted directory',                  '-/opt -/opt/a -/opt/a/b',       ['.wh.opt']],
    ['has a directory that was deleted and made anew as both',    '-/usr +/usr/sh',                ['usr/', 'usr/sh -> busybox', '.wh.usr']],
    ['has no whiteouts beneath what is a file now',               '~/etc/motd -/etc/motd/x',       ['etc/motd: hello\n']],
  ])('%s', async (_what, changes, entries) => {
    for (const chunk of [1, 7, 1000]) expect((await layerOf(changes, EXPORT, chunk)).entries).toEqual(entries)
  })
})

test('everything a tar says of an entry is kept', async () => {
  const recipe = {
    name: 'a',
    content: 'abc',
    mode: 0o4755,
    uid: 5_000_000,
    gid: 3,
    mtime: -1.5,
    xattrs: { 'security.capability': 'x' },
  }
  const layer = new ContainerLayer(null).tar(
    chunksOf(tarOf([recipe, { name: 'n', type: 'character', device: { major: 1, minor: 3 } }]), 512),
    options,
  )
  const headers: object[] = []
  for await (const { header } of tarEntries(layer, options)) headers.push(header)
  expect(headers).toMatchObject([
    {
      name: 'a',
      mode: 0o4755,
      uid: 5_000_000,
      gid: 3,
      mtime: -1.5,
      length: 3,
      xattrs: new Map([['security.capability', Buffer.from('x')]]),
    },
    { name: 'n', type: 'character', device: { major: 1, minor: 3 } },
  ])
})

test('without a list of changes, because the image is gone, everything that is exported is in the layer', async () => {
  const { entries } = await made(new ContainerLayer(null), EXPORT)
  expect(entries).toHaveLength(EXPORT.length)
})

describe('what cannot be in the layer is told', () => {
  test('a path that went between the two answers, or is a socket', async () => {
    const { entries, remarks } = await layerOf('+/run/app.sock +/etc/motd')
    expect(entries).toEqual(['etc/motd: hello\n'])
    expect(remarks.gone).toEqual(['/run/app.sock'])
  })

  test('a file whose name is that of a marker', async () => {
    const { entries, remarks } = await layerOf('+/.wh.etc -/.wh.old', [{ name: '.wh.etc', content: 'x' }])
    expect(entries).toEqual([])
    expect(remarks.markers).toEqual(['/.wh.etc'])
  })

  test('a deleted name that the engine cannot spell', async () => {
    const { remarks } = await layerOf('-/etc/bad\ufffd')
    expect(remarks.unspelled).toEqual(['/etc/bad\ufffd'])
  })

  test('nothing while the layer was not read', () => {
    const value = [{ Path: '/a', Kind: 1 }]
    const layer = new ContainerLayer(parseChanges({ document: 'changes', path: '', value }, []))
    expect(layer.remarks()).toEqual({ gone: [], markers: [], unspelled: [] })
  })
})

test('a written name that is not UTF-8 is found by the spelling of the engine', async () => {
  const name = Uint8Array.from([0x61, 0xff])
  expect((await layerOf('+/a\ufffd', [{ name }])).entries).toEqual(['a\u00ff'])
})

test('names that climb out of the root are left out', async () => {
  const { entries } = await made(new ContainerLayer(null), [{ name: '../../etc/passwd', content: 'x' }])
  expect(entries).toEqual([])
})

test('a sparse file, which no engine exports, is refused and not unrolled', async () => {
  const sparse = { name: 'huge', sparse: { format: '1.0', length: 1e12, stretches: [] } } as const
  await expect(made(new ContainerLayer(null), [sparse])).rejects.toThrow(LayerscopeError)
})
