import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writeImages } from '../transcripts/images.ts'

/** Real processes: what `main.ts` does that a call of `run` cannot show. Starting them takes a while on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const RECORD_MODULES = fileURLToPath(new URL('record-modules.ts', import.meta.url))
let folder = ''
let image = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await writeImages(folder)
  image = join(folder, 'naive.tar')
})

afterAll(() => rm(folder, { recursive: true }))

function start(words: readonly string[], options: readonly string[] = []): ChildProcess {
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') }
  return spawn(process.execPath, [...options, MAIN, ...words], { stdio: ['pipe', 'pipe', 'pipe'], env })
}

async function finish(child: ChildProcess) {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'exit'),
  ])
  return { stdout, stderr, code, signal }
}

test('a result ends with 0, a fault with 2 and a sentence', async () => {
  const [good, bad] = await Promise.all([
    finish(start(['ls', image])),
    finish(start(['ls', join(folder, 'none.tar')])),
  ])
  expect(good).toMatchObject({ code: 0, stderr: '', stdout: 'app\nbin\ndev\netc\ntmp\nusr\nvar\n' })
  expect(bad).toMatchObject({ code: 2, stdout: '' })
  expect(bad.stderr).toMatch(/^layerscope: There is no file or directory .*\.\n$/)
})

test('the log of a build comes through a pipe', async () => {
  const child = start(['cache', 'log', '-', '--format', 'csv'])
  child.stdin?.end('#5 [1/2] FROM alpine\n#5 CACHED\n\n#6 [2/2] RUN make\n#6 DONE 2.5s\n')
  const { code, stderr, stdout } = await finish(child)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('RUN make')
})

test('a reader that has seen enough (| head) ends it quietly', async () => {
  const child = start([image, '--json', '--files'])
  child.stdout?.destroy()
  const [stderr, [code]] = await Promise.all([
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'exit'),
  ])
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
})

test('a reader that closed standard error changes nothing about the exit code', async () => {
  const child = start(['ls', join(folder, 'none.tar')])
  child.stderr?.destroy()
  const [code] = await once(child, 'exit')
  expect(code).toBe(2)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it by that signal, so that a shell stops too',
  async signal => {
    const log = join(folder, `${signal}.log`)
    const child = start(['-', '--json', '-o', join(folder, 'interrupted.json'), '--debug', log])
    await untilLogged(log, '"kind":"source"')
    child.kill(signal)
    expect(await finish(child)).toMatchObject({ signal, stdout: '', stderr: '' })
    expect(await readdir(folder)).not.toContain('interrupted.json')
  },
)

test('a signal ends it by that signal also when nothing listens, and nothing else keeps the process alive', async () => {
  const deaf = 'AbortController.prototype.abort = () => process.stdin.unref()'
  const log = join(folder, 'deaf.log')
  const child = start(['-', '--json', '--debug', log], ['--import', `data:text/javascript,${deaf}`])
  await untilLogged(log, '"kind":"source"')
  child.kill('SIGTERM')
  expect(await finish(child)).toMatchObject({ signal: 'SIGTERM', stdout: '', stderr: '' })
})

/** Waits for the process to have begun reading; it says so itself. */
async function untilLogged(log: string, part: string): Promise<void> {
  while (!(await readFile(log, 'utf8').catch(() => '')).includes(part)) {
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

test('--json of an archive loads neither Ink, React, the store nor dockerode', async () => {
  const { stderr, code } = await finish(start([image, '--json'], ['--import', RECORD_MODULES]))
  const modules = stderr.split('\n').filter(line => line !== '')
  expect(code).toBe(0)
  expect(modules.some(url => url.endsWith('/src/inspect.ts'))).toBe(true)
  expect(
    modules.filter(url => /\/(ink|react|react-reconciler|zustand|dockerode)\/|\/components\//.test(url)),
  ).toEqual([])
})

test('before it knows that Node is new enough it loads nothing that an old one could not', async () => {
  const source = await readFile(MAIN, 'utf8')
  const imports = [...source.matchAll(/^import .* from '(.*)'/gm)].map(([, from]) => from)
  // The version is a piece of package.json, which the build puts in; the rest says what to do, and imports no more.
  expect(imports).toEqual([
    'node:process',
    './cli/keep-compiled-code.ts',
    './cli/node-version.ts',
    './cli/screen/take-terminal.ts',
    './cli/version.ts',
  ])
})
