import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tryCommand } from './try-command.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await cp(fileURLToPath(new URL('../../fixtures/course/api-service', import.meta.url)), folder, {
    recursive: true,
  })
  await cp(join(folder, 'Dockerfile.scratch'), join(folder, 'Dockerfile'))
})

afterAll(() => rm(folder, { recursive: true }))

test('at 80 columns every step still says what becomes of it, and begins to say why', async () => {
  const words = ['cache', 'predict', folder, '--changed', 'main.go']
  const { stdout } = await tryCommand([...words, '--color', 'never'], { stdout: 80 })
  const rows = stdout.split('\n').filter(line => /^ *\d+ {2}/.test(line))
  expect(rows.filter(row => row.length > 80)).toEqual([])
  expect(rows.find(row => row.startsWith('13'))).toMatch(
    /runs again {2}COPY \. \. +it takes main\.go, which changes/,
  )
})

test('the context at the end, as docker build takes it, is no changed path', async () => {
  const { code, stdout } = await tryCommand(['cache', 'predict', '--changed', 'main.go', folder])
  expect(code).toBe(0)
  expect(stdout).toContain('main.go changes')
})

test('a repository without the commit, or none, is told in a sentence', async () => {
  const { code, stderr } = await tryCommand(['cache', 'predict', folder, '--changed-since', 'HEAD'])
  expect(code).toBe(2)
  expect(stderr).toContain('lies in no Git repository')
})

test('what is far too long for a Dockerfile is refused before it takes minutes', async () => {
  const path = join(folder, 'Dockerfile.long')
  await writeFile(path, 'FROM a\n#\n'.repeat(30_000))
  const { code, stderr } = await tryCommand(['cache', 'predict', folder, '-f', path, '--changed', 'main.go'])
  expect(code).toBe(2)
  expect(stderr).toContain('passes the limit "dockerfile": 270,000, allowed 262,144 bytes in a Dockerfile.')
})
