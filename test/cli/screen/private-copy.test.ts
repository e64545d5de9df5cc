import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { plainFileName, privateCopy } from '../../../src/cli/screen/private-copy.ts'
import { byteString } from '../../../src/image/byte-string.ts'
import { scratch } from '../../content/open-images.ts'
import { bytesOf, inChunks } from '../../stream/chunks.ts'

const folder = await scratch()
const name = byteString('passwd')

test('a copy can be read by its owner alone, and is gone with its folder', async () => {
  const copy = await privateCopy(inChunks(bytesOf('root:x:0'), 3), name, [folder])
  expect(await readFile(copy.path, 'utf8')).toBe('root:x:0')
  expect((await stat(copy.path)).mode & 0o777).toBe(0o600)
  expect((await stat(dirname(copy.path))).mode & 0o777).toBe(0o700)
  await copy[Symbol.asyncDispose]()
  expect(await readdir(folder)).toEqual([])
})

test('nothing is left of a content that cannot be read to its end, nor anybody who waits for the end', async () => {
  const before = process.listenerCount('exit')
  const broken = async function* () {
    yield bytesOf('half')
    throw new Error('gone')
  }
  await expect(privateCopy(broken(), name, [folder])).rejects.toThrow('gone')
  expect(await readdir(folder)).toEqual([])
  expect(process.listenerCount('exit')).toBe(before)
})

test.each([
  ['passwd', 'passwd'],
  ['my file.tar.gz', 'my_file.tar.gz'],
  ['\x1b]0;x\x07', '__0_x_'],
  ['$(rm -rf)', '__rm_-rf_'],
  ['gr\xc3\xbc\xc3\x9fe', 'gr____e'],
  ['..', 'file'],
  ['', 'file'],
  [`${'x'.repeat(300)}.json`, `${'x'.repeat(95)}.json`],
])('%j is called %j', (given, called) => {
  expect(plainFileName(byteString(given))).toBe(called)
})
