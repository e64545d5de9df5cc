import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gitChangesSince, gitFile } from '../../src/source/git-changes.ts'

let folder = ''
const git = (...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: folder })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  git('init', '-q')
  await mkdir(join(folder, 'api'))
  for (const name of [
    'api/main.go',
    'api/run.sh',
    'api/gone.go',
    'api/same.go',
    'other.txt',
    'api/.gitignore',
  ])
    await writeFile(join(folder, name), name === 'api/.gitignore' ? '*.log\n' : `${name}\n`)
  git('add', '-A')
  git('commit', '-q', '-m', 'first')
  git('tag', 'v1')
  await writeFile(join(folder, 'api/main.go'), 'changed\n')
  await chmod(join(folder, 'api/run.sh'), 0o755)
  await rm(join(folder, 'api/gone.go'))
  await writeFile(join(folder, 'api/new name.go'), '')
  await writeFile(join(folder, 'api/build.log'), '')
  await writeFile(join(folder, 'other.txt'), 'outside of the context\n')
})

afterAll(() => rm(folder, { recursive: true }))

test('what differs from a commit, relative to the folder: committed or not, new, gone, or only its mode', async () => {
  const { paths } = await gitChangesSince('v1', join(folder, 'api'))
  expect(paths.map(({ path, how }) => `${path}: ${how}`)).toEqual([
    'gone.go: removed',
    'main.go: content',
    'run.sh: mode',
    'new name.go: added',
  ])
})

test('a file is read as the commit has it', async () => {
  expect(await gitFile('v1', 'main.go', join(folder, 'api'))).toBe('api/main.go\n')
  expect(await gitFile('v1', 'new name.go', join(folder, 'api'))).toBeNull()
})

test.each(['nowhere', '--output=x', 'v1^^'])('%s names no commit, and a sentence says so', async ref => {
  await expect(gitChangesSince(ref, folder)).rejects.toThrow(
    `knows no "${ref}". Name a commit, a branch or a tag`,
  )
})

test('a folder without a repository is told', async () => {
  await expect(gitChangesSince('HEAD', tmpdir())).rejects.toThrow('lies in no Git repository')
})
