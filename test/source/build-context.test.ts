import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readBuildContext } from '../../src/source/build-context.ts'

let folder = ''
const signal = new AbortController().signal

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await mkdir(join(folder, 'src/deep'), { recursive: true })
  await mkdir(join(folder, 'out'))
  await writeFile(join(folder, 'src/deep/a.go'), 'four')
  await writeFile(join(folder, 'out/big'), '')
  await writeFile(join(folder, 'run.sh'), '#!')
  await chmod(join(folder, 'run.sh'), 0o755)
  await symlink('src', join(folder, 'link'))
})

afterAll(() => rm(folder, { recursive: true }))

const read = (skips: (path: string) => boolean, mostEntries = 100) =>
  readBuildContext(folder, { skips, mostEntries, signal })

test('a context is every path beneath it, sorted, links not followed', async () => {
  const entries = await read(() => false)
  expect(entries.map(({ path, type, bytes }) => `${path} ${type} ${bytes}`)).toEqual([
    'link symlink 0',
    'out directory 0',
    'out/big file 0',
    'run.sh file 2',
    'src directory 0',
    'src/deep directory 0',
    'src/deep/a.go file 4',
  ])
  expect(entries.find(({ path }) => path === 'run.sh')?.mode).toBe(0o755)
})

test('a directory that is skipped is named, what it holds is not', async () => {
  const entries = await read(path => path === 'src')
  expect(entries.map(({ path }) => path)).toEqual(['link', 'out', 'out/big', 'run.sh', 'src'])
})

test('a context that is not there, or larger than allowed, is refused', async () => {
  const absent = { skips: () => false, mostEntries: 1, signal }
  await expect(readBuildContext(join(folder, 'nowhere'), absent)).rejects.toThrow(
    'There is no file or directory',
  )
  await expect(read(() => false, 3)).rejects.toThrow('holds more than 3 paths')
})
