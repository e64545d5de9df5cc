import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { archiveOf, buildImage, type ImageRecipe } from '../../fixtures/archive/image-recipe.ts'
import { listIndexFiles } from '../../src/index/index-folder.ts'
import { LayerIndex, shrinkIndex } from '../../src/index/layer-index.ts'
import { listIndex } from '../../src/index/list-index.ts'
import { FORMAT } from '../../src/index/sealed-value.ts'
import { inspect } from '../../src/inspect.ts'
import { archiveSource } from '../../src/source/archive.ts'
import type { Source } from '../../src/source/source.ts'
import { tryCommand } from '../cli/try-command.ts'
import { temporaryFolder } from '../source/engine/temporary-folder.ts'
import { OPTIONS } from '../source/parts.ts'

describe('the index', () => {
  test('holds every layer of an image once, and the image', async () => {
    const { root } = await indexed(['etc/os'], ['app'], ['app'])
    const { images, layers, bytes } = await listIndex(root)
    expect(images).toMatchObject([{ tags: ['api:1'], layers: { length: 3 } }])
    expect(layers).toHaveLength(2)
    expect(bytes).toBe(sum((await listIndexFiles(root)).map(file => file.bytes)))
  })

  test('is empty, not missing, before anything was read', async () => {
    const root = join(temporaryFolder(), 'none')
    expect(await listIndex(root)).toEqual({
      folder: root,
      unwritable: null,
      bytes: 0,
      images: [],
      layers: [],
    })
    expect(await shrinkIndex(root, 0)).toEqual({ freedBytes: 0, bytes: 0 })
  })

  test('forgets what is damaged, and keeps it anew', async () => {
    const { root, read } = await indexed(['etc/os'], ['app'])
    const [layer] = (await listIndexFiles(root)).filter(({ path }) => path.includes('/layers/'))
    await writeFile(layer?.path ?? '', 'not what it was')
    expect(await read()).toBe('read')
    expect((await readFile(layer?.path ?? '')).toString('latin1', 0, 8)).toBe('LAYERIDX')
    expect(await read()).toBe('recalled')
  })

  test('lets the least recently used go first, and leaves the rest', async () => {
    const { root, folder } = await indexed(['old'])
    for (const { path } of await listIndexFiles(root)) await utimes(path, 1, 1)
    await readArchive(folder, root, ['new'])
    const files = await listIndexFiles(root)
    const fresh = sum(files.filter(({ used }) => used > 1000).map(file => file.bytes))
    const before = sum(files.map(file => file.bytes))
    expect(await shrinkIndex(root, fresh)).toEqual({ freedBytes: before - fresh, bytes: fresh })
    expect((await listIndex(root)).images).toHaveLength(1)
    expect(await readArchive(folder, root, ['new'])).toBe('recalled')
  })

  test.skipIf(process.platform !== 'linux')('that cannot be made smaller stops nobody', async () => {
    const index = new LayerIndex(NOT_OURS, -1)
    expect(await readArchive(temporaryFolder(), index, ['etc/os'])).toBe('read')
    expect(index.problem).not.toBeNull()
    await expect(shrinkIndex(NOT_OURS, -1)).rejects.toThrow(
      /^"\/proc\/self\/fdinfo\/\d+" cannot be written: E/,
    )
  })

  test('says where it can keep nothing, and the reason the system names', async () => {
    const file = join(temporaryFolder(), 'file')
    await writeFile(file, '')
    for (const root of [file, join(file, 'index')]) {
      const index = new LayerIndex(root)
      expect(await readArchive(temporaryFolder(), index, ['etc/os'])).toBe('read')
      expect(index.problem).toBe('ENOTDIR')
      expect((await listIndex(root)).unwritable).toBe('ENOTDIR')
      const { stdout } = await tryCommand(['index', 'list'], { indexFolder: root })
      expect(stdout).toContain('It cannot be written (ENOTDIR), so nothing more is kept. Set XDG_CACHE_HOME')
    }
  })

  test('sweeps what an interrupted writer left, not what another is writing', async () => {
    const { root, folder } = await indexed(['etc/os'])
    const layers = join(root, String(FORMAT), 'layers')
    await writeFile(join(layers, '.writing-999999999-00'), 'half')
    await writeFile(join(layers, `.writing-${process.ppid}-00`), 'half')
    await readArchive(folder, root, ['app'])
    expect((await readdir(layers)).filter(name => name.startsWith('.writing'))).toEqual([
      `.writing-${process.ppid}-00`,
    ])
  })

  test('leaves what a newer version keeps', async () => {
    const { root, folder } = await indexed(['etc/os'])
    await mkdir(join(root, String(FORMAT + 1)))
    await writeFile(join(root, String(FORMAT + 1), 'anything'), 'newer')
    await readArchive(folder, root, ['app'])
    expect(await readFile(join(root, String(FORMAT + 1), 'anything'), 'utf8')).toBe('newer')
  })

  test('that cannot be written is a problem somebody may tell, not a fault', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'file')
    await writeFile(file, '')
    const index = new LayerIndex(join(file, 'index'))
    expect(await readArchive(folder, index, ['app'])).toBe('read')
    expect(index.problem).toBe('ENOTDIR')
  })

  test('may be written by several at once', async () => {
    const folder = temporaryFolder()
    const root = join(folder, 'index')
    await Promise.all(Array.from({ length: 8 }, () => readArchive(folder, root, ['etc/os'], ['app'])))
    expect(await readArchive(folder, root, ['etc/os'], ['app'])).toBe('recalled')
    expect((await listIndexFiles(root)).map(({ path }) => path.split('/').at(-2)).sort()).toEqual([
      'images',
      'layers',
      'layers',
    ])
  })
})

/** An index that has read an image whose layers hold these files. */
/** A folder with files in it that nobody can remove, root neither. */
const NOT_OURS = '/proc/self/fdinfo'

async function indexed(...layers: string[][]) {
  const folder = temporaryFolder()
  const root = join(folder, 'index')
  await readArchive(folder, root, ...layers)
  return { folder, root, read: () => readArchive(folder, root, ...layers) }
}

/** Reads such an image with an index, and says whether anything of it had to be read. */
async function readArchive(folder: string, index: string | LayerIndex, ...layers: string[][]) {
  const recipe: ImageRecipe = {
    tags: ['api:1'],
    layers: layers.map(names => names.map(name => ({ name, content: `content of ${name}` }))),
  }
  const path = join(folder, `${layers.flat().join('+').replaceAll('/', '-')}.tar`)
  await writeSettled(path, archiveOf(dockerSave([buildImage(recipe)])))
  const used = typeof index === 'string' ? new LayerIndex(index) : index
  const { source, read } = watched(archiveSource(path, { reference: path, tag: null }))
  for await (const event of inspect(source, { ...OPTIONS, base: null, index: used })) {
    if (event.kind === 'analysed')
      expect(event.analysis).toMatchObject({ complete: true, layers: { length: layers.length } })
  }
  await used.settled()
  return read() ? 'read' : 'recalled'
}

/** Notes whether anything but the identity of a source was asked for. */
function watched(source: Source) {
  let read = false
  const kept: Source = {
    ...source,
    async *parts(options) {
      for await (const part of source.parts(options)) {
        read ||= part.kind !== 'identity'
        yield part
      }
    },
  }
  return { source: kept, read: () => read }
}

/** Writes a file once, and lets the tick of its time pass: one that may still change is not kept. */
async function writeSettled(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: 'wx' })
    await pause(150)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
