import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { bundle } from '../../.ci/build.ts'
import { writeImages } from '../transcripts/images.ts'

/** Real processes of the built program on a pretended terminal: who paints first, and what is left when it ends. */
vi.setConfig({ testTimeout: 60_000 })

const PRETEND_TERMINAL = fileURLToPath(new URL('pretend-terminal.ts', import.meta.url))
let folder = ''
let image = ''
let dist = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await writeImages(folder)
  image = join(folder, 'naive.tar')
  dist = join(folder, 'dist')
  await bundle(dist)
})

afterAll(() => rm(folder, { recursive: true }))

const ENTER = '\x1b[?1049h'
const LEAVE = '\x1b[?1049l'

test('the first frame says what is opened; Ink goes on from it, on the same screen', async () => {
  const { sent, code } = await session([image], { untilSeen: 'apt-get update', press: 'q' })
  const frame = sent.indexOf('Opening')
  expect(sent.slice(0, frame)).toContain('naive.tar')
  expect(sent.slice(0, frame)).toContain('Layers')
  expect(count(sent, ENTER)).toBe(1)
  expect(count(sent, '\x1b[?2004h')).toBe(1)
  expect(count(sent, LEAVE)).toBe(1)
  expect(count(sent, '\x1b[J')).toBe(2) // the screen that is entered, and the first frame
  expect(sent.indexOf(LEAVE)).toBeGreaterThan(sent.indexOf('apt-get update'))
  expect(code).toBe(0)
})

test('keys typed on the first frame are not lost', async () => {
  const { sent, signal } = await session([image], {
    untilSeen: 'Opening',
    press: '?',
    thenSeen: 'type to filter',
    thenPress: '\x03',
  })
  expect(count(sent, LEAVE)).toBe(1)
  expect(signal).toBe('SIGINT')
})

test('NO_COLOR holds from the first frame on', async () => {
  const { sent } = await session([image], { untilSeen: 'apt-get update', press: 'q', env: { NO_COLOR: '1' } })
  expect(sent).not.toMatch(/\x1b\[(?:3|4|9)\dm/)
})

test('nothing is painted on a terminal that says it is dumb: the summary is printed', async () => {
  const { sent, code } = await session([image], { env: { TERM: 'dumb' } })
  expect(sent).not.toContain('\x1b[?')
  expect(sent).toContain('apt-get update')
  expect(code).toBe(0)
})

test.each([['--help'], ['ls', '{image}'], ['{image}', '--json'], ['histroy', '{image}'], ['--bogus']])(
  'nothing is painted for %s %s',
  async (...words) => {
    const { sent } = await session(
      words.map(word => word.replace('{image}', image)),
      {},
    )
    expect(sent).not.toContain('\x1b[?')
  },
)

test('an image that is not there is told on the screen, and once more where the shell keeps it', async () => {
  const missing = join(folder, 'none.tar')
  const { sent, stderr, code } = await session([missing], { untilSeen: 'There is no file', press: 'q' })
  expect(count(sent, ENTER)).toBe(1)
  expect(sent.slice(sent.indexOf(LEAVE))).not.toContain('none.tar')
  expect(stderr).toBe(`layerscope: There is no file or directory "${missing}". Check the path.\n`)
  expect(code).toBe(2)
})

test('what cannot be loaded behind the first frame gives the screen back before it is said', async () => {
  const { sent, stderr, code } = await session([image], { program: await damaged(/^run\.js$/) })
  expect(count(sent, ENTER)).toBe(1)
  expect(count(sent, LEAVE)).toBe(1)
  expect(sent.endsWith('\x1b[23;0t')).toBe(true)
  expect(stderr).toContain('SyntaxError')
  expect(code).toBe(1)
})

test('what cannot be loaded later is said on the screen of the shell', async () => {
  const { sent, stderr, code } = await session([image], { program: await damaged(/^main-.*\.js$/) })
  expect(count(sent, LEAVE)).toBe(1)
  expect(sent.slice(sent.indexOf(LEAVE))).not.toContain('Opening')
  expect(stderr).toMatch(/^This is a bug in layerscope: /)
  expect(code).toBe(2)
})

test('what was compiled is kept in the cache folder; one that cannot be used changes nothing', async () => {
  const kept = join(folder, 'kept')
  await session([image, '--json'], { env: { XDG_CACHE_HOME: kept } })
  expect(await readdir(join(kept, 'layerscope', 'compiled'))).toHaveLength(1)
  const { stderr, code } = await session([image, '--json', '--no-index'], { env: { XDG_CACHE_HOME: image } })
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
})

test('everything up to the first frame is in one file, which imports what an older Node has too', async () => {
  const program = await readFile(join(dist, 'layerscope.js'), 'utf8')
  const imports = [...program.matchAll(/from"([^"]*)"/g)].map(([, from]) => from)
  expect(new Set(imports)).toEqual(
    new Set(['node:fs', 'node:module', 'node:os', 'node:path', 'node:process', 'node:tty', 'node:util']),
  )
})

/** The program with a file of it cut off in the middle. */
async function damaged(file: RegExp): Promise<string> {
  const copy = await mkdtemp(join(folder, 'damaged-'))
  await cp(dist, copy, { recursive: true })
  for (const name of await readdir(copy)) if (file.test(name)) await writeFile(join(copy, name), 'export {')
  return join(copy, 'layerscope.js')
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s on the first frame gives the screen back',
  async kill => {
    const { sent, signal } = await session([image], { untilSeen: 'Opening', kill })
    expect(count(sent, ENTER)).toBe(1)
    expect(count(sent, LEAVE)).toBe(1)
    expect(signal).toBe(kill)
  },
)

interface Doings {
  readonly untilSeen?: string
  readonly press?: string
  readonly thenSeen?: string
  readonly thenPress?: string
  readonly kill?: NodeJS.Signals
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
}

/** One use of layerscope by somebody who waits until something is on the screen, and then does something. */
async function session(words: readonly string[], doings: Doings) {
  const program = doings.program ?? join(dist, 'layerscope.js')
  const env = {
    ...process.env,
    TERM: 'xterm',
    NO_COLOR: '',
    XDG_CACHE_HOME: join(folder, 'cache'),
    ...doings.env,
  }
  const child = spawn(process.execPath, ['--import', PRETEND_TERMINAL, program, ...words], { env })
  const heard = { sent: '', stderr: '' }
  child.stdout.on('data', chunk => (heard.sent += String(chunk)))
  child.stderr.on('data', chunk => (heard.stderr += String(chunk)))
  const closed = once(child, 'close')
  const seen = async (text: string | undefined) => {
    while (text !== undefined && child.exitCode === null && !heard.sent.includes(text))
      await new Promise(resolve => setTimeout(resolve, 10))
  }
  await seen(doings.untilSeen)
  act(child, doings.press, doings.kill)
  await seen(doings.thenSeen)
  act(child, doings.thenPress)
  const [code, signal] = await closed
  return { ...heard, code, signal }
}

function act(child: ChildProcess, press: string | undefined, kill?: NodeJS.Signals): void {
  if (press !== undefined) child.stdin?.write(press)
  if (kill !== undefined) child.kill(kill)
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}
