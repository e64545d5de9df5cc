import { chmod, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { writeFileWhole } from '../../src/cli/write-file-whole.ts'

const forever = new AbortController().signal
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
})

test('the file has all pieces, and nothing is left beside it', async () => {
  await writeFileWhole(join(folder, 'out.json'), ['one ', 'two'], forever)
  expect(await readFile(join(folder, 'out.json'), 'utf8')).toBe('one two')
  expect(await readdir(folder)).toEqual(['out.json'])
})

test('a failure half way leaves what was there before', async () => {
  const path = join(folder, 'out.json')
  await writeFile(path, 'before')
  await expect(writeFileWhole(path, breaking(), forever)).rejects.toThrow('half way')
  expect(await readFile(path, 'utf8')).toBe('before')
  expect(await readdir(folder)).toEqual(['out.json'])
})

test('an interruption leaves nothing', async () => {
  const controller = new AbortController()
  const pieces = interrupting(controller)
  await expect(writeFileWhole(join(folder, 'out.json'), pieces, controller.signal)).rejects.toThrow('enough')
  expect(await readdir(folder)).toEqual([])
})

test('what was there keeps its permissions, and a symlink stays one', async () => {
  await writeFile(join(folder, 'real'), 'before')
  await chmod(join(folder, 'real'), 0o640)
  await symlink('real', join(folder, 'link'))
  await writeFileWhole(join(folder, 'link'), ['after'], forever)
  expect(await readFile(join(folder, 'real'), 'utf8')).toBe('after')
  expect((await stat(join(folder, 'real'))).mode & 0o777).toBe(0o640)
  expect((await readdir(folder)).sort()).toEqual(['link', 'real'])
})

test('a directory is refused', async () => {
  await expect(writeFileWhole(folder, ['x'], forever)).rejects.toThrow(
    `"${folder}" cannot be written: it is a directory; name a file in it.`,
  )
})

test('a path whose directory is missing is refused', async () => {
  const path = join(folder, 'no/such/out.json')
  await expect(writeFileWhole(path, ['x'], forever)).rejects.toThrow(
    `"${path}" cannot be written: its directory does not exist.`,
  )
})

test('a device is written directly', async () => {
  await writeFileWhole('/dev/null', ['x'], forever)
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
})

function* breaking(): Generator<string> {
  yield 'some'
  throw new Error('half way')
}

function* interrupting(controller: AbortController): Generator<string> {
  yield 'some'
  controller.abort(new Error('enough'))
  yield 'more'
}
