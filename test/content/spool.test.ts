import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diskFolders } from '../../src/content/disk-folder.ts'
import { Spool } from '../../src/content/spool.ts'
import { SpooledBlobs } from '../../src/content/spooled-blobs.ts'
import { bytesOf, collect, faultOf, inChunks, textOf } from '../stream/chunks.ts'
import { scratch } from './open-images.ts'

const folder = await scratch()

test('what was written is read in stretches, and the file has no name', async () => {
  await using spool = await Spool.open([join(folder, 'made')])
  await spool.append(bytesOf('hello '))
  await spool.append(bytesOf('world'))
  expect(textOf(await collect(spool.read({ start: 4, length: 4 }, 'it')))).toBe('o wo')
  expect(await readdir(join(folder, 'made'))).toEqual([])
})

test('a memory file system is passed over', async () => {
  const fault = await faultOf(Spool.open(['/dev/shm']))
  expect(fault).toMatchObject({ kind: 'unwritable' })
  await using spool = await Spool.open(['/dev/shm', folder])
  expect(spool.length).toBe(0)
})

test('a blob that cannot be kept is a fault of whoever reads it, and is not there', async () => {
  const blobs = new SpooledBlobs([folder])
  async function* chunks() {
    yield bytesOf('one')
    await blobs[Symbol.asyncDispose]() // as a disk that is full would
    yield bytesOf('two')
    yield bytesOf('three')
  }
  expect(await faultOf(collect(blobs.keep('layer', chunks())))).toMatchObject({ kind: 'unwritable' })
  expect(blobs.has('layer')).toBe(false)
})

test('a blob that nobody read to its end is not kept', async () => {
  await using blobs = new SpooledBlobs([folder])
  for await (const chunk of blobs.keep('layer', inChunks(bytesOf('content'), 3))) if (chunk.length > 0) break
  expect(await blobs.find('layer')).toBeUndefined()
})

test('the user cache comes first', () => {
  expect(diskFolders({ XDG_CACHE_HOME: '/c' }, '/home/me')[0]).toBe('/c/layerscope')
  expect(diskFolders({}, '/home/me')[0]).toBe('/home/me/.cache/layerscope')
})
