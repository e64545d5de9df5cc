import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Spool, spoolFolders } from '../../src/content/spool.ts'
import { bytesOf, collect, faultOf, textOf } from '../stream/chunks.ts'
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

test('the user cache comes first', () => {
  expect(spoolFolders({ XDG_CACHE_HOME: '/c' }, '/home/me')[0]).toBe('/c/layerscope')
  expect(spoolFolders({}, '/home/me')[0]).toBe('/home/me/.cache/layerscope')
})
