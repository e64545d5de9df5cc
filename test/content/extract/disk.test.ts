import {
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { randomLayers } from '../../../fixtures/recipe/random-image.ts'
import { image, layer } from '../../../fixtures/recipe/recipe.ts'
import { DiskWriter } from '../../../src/content/extract/disk-writer.ts'
import { extractToDisk } from '../../../src/content/extract/extract-to-disk.ts'
import { type ExtractItem, extractItems } from '../../../src/content/extract/items.ts'
import { byteString, fromText } from '../../../src/image/byte-string.ts'
import { buildOverlay } from '../../../src/tree/build-overlay.ts'
import { type EntryPlace, findNode, nodePath } from '../../../src/tree/overlay.ts'
import { childrenIn, stackedView, describe as stateOf, type TreeView } from '../../../src/tree/tree-view.ts'
import { bytesOf } from '../../stream/chunks.ts'

/** A sandbox: `target` is written to, `victim` and everything else must stay as it is. */
let box = ''
let target = ''

beforeEach(async () => {
  box = await realpath(await mkdtemp(join(tmpdir(), 'layerscope-test-')))
  const own = box
  onTestFinished(() => rm(own, { recursive: true, force: true }))
  target = join(box, 'deep/target')
  await mkdir(target, { recursive: true })
  await mkdir(join(box, 'victim'))
  await writeFile(join(box, 'victim/file'), 'precious')
})

async function* read({ tree, row }: EntryPlace) {
  yield bytesOf(`content of ${row} of ${tree.entries}`)
}

function viewOf(...layers: readonly (readonly string[])[]): TreeView {
  return stackedView(buildOverlay(image(...layers.map(lines => layer(...lines)))), layers.length - 1)
}

function extract(view: TreeView, options: { force?: boolean } = {}) {
  const writer = new DiskWriter(Buffer.from(target), {
    force: options.force ?? false,
    owners: false,
    advice: 'add --force',
  })
  const wanted = childrenIn(view, 0).map(node => ({
    view,
    node,
    name: byteString(nodePath(view.overlay, node).slice(1)),
  }))
  return extractToDisk(extractItems(wanted), writer, read)
}

/** Everything beneath a folder: type, name, link target or content. */
async function listing(folder: string): Promise<string[]> {
  const rows: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length)
    if (entry.isSymbolicLink()) rows.push(`${name} -> ${await readlink(path)}`)
    else rows.push(entry.isDirectory() ? `${name}/` : `${name} ${await readFile(path, 'latin1')}`)
  }
  return rows.sort()
}

async function outside(): Promise<string[]> {
  return (await listing(box)).filter(row => !row.startsWith('/deep/target/'))
}

describe('nothing is written outside the target', () => {
  test.each([
    ['names that climb out', ['../../victim/file 10 @A', 'a/../../../victim/x 10 @A']],
    ['absolute names', ['/victim/file 10 @A', '//victim//x 10 @A']],
    [
      'a link out of the root, then a file through it',
      ['out -> ../../victim', 'out/file 10 @A', 'out/new 10 @A'],
    ],
    ['an absolute link, then a file through it', ['out -> /victim', 'out/file 10 @A']],
    ['a chain of links, then a file through it', ['a -> b', 'b -> ../../victim', 'a/file 10 @A']],
    ['a link to the parent', ['up -> ..', 'up/up/victim/file 10 @A']],
    ['a hard link to what a link leads to', ['out -> ../../victim/file', 'hard => out', 'hard2 => out/file']],
  ])('%s', async (_, lines) => {
    const before = await outside()
    await extract(viewOf(lines))
    expect(await outside()).toEqual(before)
  })

  test('a link in one layer, then a file through it in the next', async () => {
    const before = await outside()
    await extract(viewOf(['out -> ../../victim', 'dir -> out'], ['out/file 10 @A', 'dir/file2 10 @A']))
    expect(await outside()).toEqual(before)
  })

  test('a link that was in the target before is no way out, and with force it is replaced', async () => {
    const before = await outside()
    await symlink('../../victim', join(target, 'app'))
    const view = viewOf(['app/', 'app/file 10 @A'])
    await expect(extract(view)).rejects.toThrow('it exists')
    await extract(view, { force: true })
    expect(await outside()).toEqual(before)
    expect((await lstat(join(target, 'app'))).isDirectory()).toBe(true)
  })

  test('a link put in the way while files are written stops the writing', async () => {
    const before = await outside()
    const view = viewOf(['app/', 'app/a 10 @A', 'other 10 @A', 'zapp 10 @A'])
    const writer = new DiskWriter(Buffer.from(target), { force: false, owners: false, advice: 'add --force' })
    const items = [...extractItems([{ view, node: 0, name: fromText('root') }])]
    const swap = async function* ({ tree, row }: EntryPlace) {
      if (row === 1) {
        await rm(join(target, 'root/app'), { recursive: true })
        await symlink('../../../victim', join(target, 'root/app'))
      }
      yield* read({ layer: 0, tree, row })
    }
    const again = items
      .filter(({ name }) => name === 'root/app/a')
      .map(item => ({ ...item, name: byteString('root/app/new') }))
    await expect(extractToDisk([...items, ...again], writer, swap)).rejects.toThrow()
    expect(await outside()).toEqual(before)
  })

  test('any image, whatever its layers do to each other: the target holds its tree, the rest is as it was', async () => {
    const before = await outside()
    await fc.assert(
      fc.asyncProperty(randomLayers, async layers => {
        await rm(target, { recursive: true })
        await mkdir(target)
        const view = viewOf(...layers)
        const report = await extract(view)
        expect(report.taken).toEqual([])
        const shown = shownPaths(view).filter(path => !report.devices.includes(byteString(path.slice(1))))
        expect(await pathsBeneath(target)).toEqual(shown.sort())
        expect(await outside()).toEqual(before)
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})

/** With file types, Node's listing does not walk through links. */
async function pathsBeneath(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.map(entry => join(entry.parentPath, entry.name).slice(folder.length)).sort()
}

function shownPaths(view: TreeView, node = 0): string[] {
  return childrenIn(view, node).flatMap(child => [nodePath(view.overlay, child), ...shownPaths(view, child)])
}

describe('nothing is overwritten', () => {
  test('what exists stays, and is named', async () => {
    await writeFile(join(target, 'file'), 'mine')
    await expect(extract(viewOf(['file 10 @A']))).rejects.toThrow(`${target}/file`)
    expect(await readFile(join(target, 'file'), 'utf8')).toBe('mine')
  })

  test('with force a file is replaced, not written into: its other names keep their content', async () => {
    await writeFile(join(target, 'file'), 'mine')
    await link(join(target, 'file'), join(box, 'victim/other'))
    await extract(viewOf(['file 10 @A']), { force: true })
    expect(await readFile(join(target, 'file'), 'utf8')).toContain('content of')
    expect(await readFile(join(box, 'victim/other'), 'utf8')).toBe('mine')
  })

  test('with force a directory is never replaced by a file', async () => {
    await mkdir(join(target, 'file'))
    await expect(extract(viewOf(['file 10 @A']), { force: true })).rejects.toThrow('a directory stands there')
  })

  test.each([false, true])(
    'a name the file system takes for another of the image is left out (force: %s)',
    async force => {
      const view = viewOf(['readme 10 @A', 'dir/x 10 @B', 'hard => readme'])
      const items = [...extractItems([{ view, node: 0, name: fromText('root') }])]
      const node = findNode(view.overlay, nodePath(view.overlay, 0))
      expect(node).toBe(0)
      // As on a file system that knows no case: the second name leads to what the first one made.
      const twice = items.flatMap((item): ExtractItem[] =>
        item.name.endsWith('readme') || item.name.endsWith('/dir') ? [item, item] : [item],
      )
      const writer = new DiskWriter(Buffer.from(target), { force, owners: false, advice: 'add --force' })
      const { taken } = await extractToDisk(twice, writer, read)
      expect(taken).toEqual(['root/dir', 'root/readme'])
      expect(await listing(target)).toEqual(
        ['/root/', '/root/dir/', '/root/hard content of 0 of 3', '/root/readme content of 0 of 3'].sort(),
      )
    },
  )
})

describe('what is kept', () => {
  test('modes, times, links; without owners no bit that depends on one', async () => {
    await extract(
      viewOf(['d/ mode=0750 mtime=5', 'd/run mode=4755 mtime=-7.5', 'd/link -> /etc/x', 'd/hard => d/run']),
    )
    const run = await lstat(join(target, 'd/run'))
    expect({ mode: (run.mode & 0o7777).toString(8), links: run.nlink, time: run.mtimeMs }).toEqual({
      mode: '755',
      links: 2,
      time: -7500,
    })
    const directory = await lstat(join(target, 'd'))
    expect({ mode: (directory.mode & 0o7777).toString(8), time: directory.mtimeMs }).toEqual({
      mode: '750',
      time: 5000,
    })
    expect(await readlink(join(target, 'd/link'))).toBe('/etc/x')
  })

  test('a directory nobody may write to is filled all the same', async () => {
    await extract(viewOf(['d/ mode=0555', 'd/a 10 @A']))
    expect((await lstat(join(target, 'd'))).mode & 0o777).toBe(0o555)
  })

  test('zeros take no room on the disk', async () => {
    const view = viewOf(['holes 10 @A'])
    const zeros = async function* () {
      for (let megabyte = 0; megabyte < 50; megabyte++) yield new Uint8Array(1024 * 1024)
      yield bytesOf('end')
      yield new Uint8Array(10)
    }
    const writer = new DiskWriter(Buffer.from(target), { force: false, owners: false, advice: 'add --force' })
    const items = extractItems([{ view, node: childrenIn(view, 0)[0] ?? 0, name: fromText('holes') }])
    await extractToDisk(items, writer, zeros)
    const { size, blocks } = await lstat(join(target, 'holes'))
    expect({ size, isSmall: blocks * 512 < 1024 * 1024 }).toEqual({
      size: 50 * 1024 * 1024 + 13,
      isSmall: true,
    })
    expect((await readFile(join(target, 'holes'))).subarray(-13).toString()).toBe(`end${'\0'.repeat(10)}`)
  })

  test('devices are left out and told', async () => {
    const { devices } = await extract(viewOf(['null c=1:3', 'pipe p', 'file 10 @A']))
    expect(devices).toEqual(['null', 'pipe'])
    expect(await readdir(target)).toEqual(['file'])
  })

  test('bytes of a name are bytes on disk', async () => {
    const view = viewOf(['caf\u00e9 10 @A'])
    const writer = new DiskWriter(Buffer.from(target), { force: false, owners: false, advice: 'add --force' })
    const name = byteString('caf\xe9')
    const items = [...extractItems([{ view, node: childrenIn(view, 0)[0] ?? 0, name }])]
    await extractToDisk(items, writer, read)
    expect(await readdir(target, { encoding: 'buffer' })).toEqual([Buffer.from('caf\xe9', 'latin1')])
    expect(stateOf(view, childrenIn(view, 0)[0] ?? 0).type).toBe('file')
  })
})
