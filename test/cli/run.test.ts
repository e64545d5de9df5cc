import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fail } from '../../src/errors.ts'
import { writeImages } from '../transcripts/images.ts'
import { tryCommand } from './try-command.ts'

let folder = ''
let image = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await writeImages(folder)
  image = join(folder, 'naive.tar')
})

afterAll(() => rm(folder, { recursive: true }))

test('what is asked of pulling reaches the screen, and one image is refused', async () => {
  const words = ['--nodes', '20', '--bandwidth', '1Gbit', '--have', 'old']
  const { screen } = await tryCommand([image, image, ...words], { stdout: 80 })
  expect(screen?.pull).toEqual({ isAsked: true, nodes: 20, bandwidth: 1e9, have: 'old', estimate: false })
  const { screen: none, stderr, code } = await tryCommand([image, ...words], { stdout: 80 })
  expect({ none, code }).toEqual({ none: null, code: 2 })
  expect(stderr).toContain('name two')
  expect((await tryCommand(['history', image, '--nodes', '2'])).stderr).toContain('not with history')
})

test('a reference opens a screen where standard output is a terminal', async () => {
  const { screen, stdout } = await tryCommand([image], { stdout: 80 })
  expect(screen?.references).toEqual([image])
  expect(stdout).toBe('')
})

test('no reference opens the picker', async () => {
  const { screen } = await tryCommand([], { stdout: 80 })
  expect(screen?.references).toEqual([])
})

test('the picker says why the engine offers nothing, and offers what else there is', async () => {
  const { screen } = await tryCommand([], { stdout: 80 })
  const list = await screen?.list(new AbortController().signal)
  expect(list).toMatchObject({
    kind: 'listed',
    problem: expect.stringContaining('No container engine answered'),
  })
})

test.each([
  ['--json', ['--json']],
  ['--format text', ['--format', 'text']],
  ['-o FILE', ['-o', '/dev/null']],
])('%s prints, also on a terminal', async (_title, words) => {
  const { screen, code } = await tryCommand([...words, image], { stdout: 80 })
  expect({ screen, code }).toEqual({ screen: null, code: 0 })
})

test.each(['history', 'waste', 'ls'])('%s never opens a screen', async verb => {
  const { screen, stdout } = await tryCommand([verb, image], { stdout: 80 })
  expect(screen).toBeNull()
  expect(stdout).not.toBe('')
})

test('a table on a terminal is as wide as the terminal', async () => {
  const { stdout } = await tryCommand(['history', image, '--color', 'never'], { stdout: 72 })
  const widths = stdout.split('\n').map(line => line.length)
  expect(Math.max(...widths)).toBe(72)
})

test('progress is one line on a terminal, gone at the end, and nothing elsewhere', async () => {
  const { stderr } = await tryCommand(['history', image], { stderr: 60 })
  expect(stderr.split('\n')).toHaveLength(1)
  expect(stderr === '' || stderr.endsWith('\r\x1b[K')).toBe(true)
  expect((await tryCommand(['history', image])).stderr).toBe('')
})

test('-o writes the result to the file and nothing to standard output', async () => {
  const path = join(folder, 'out.json')
  const { stdout, code } = await tryCommand([image, '--json', '-o', path])
  expect({ stdout, code }).toEqual({ stdout: '', code: 0 })
  expect(JSON.parse(await readFile(path, 'utf8')).schemaVersion).toBe('1.1')
})

test('--files lists the layers’ files and the final tree in the order of paths', async () => {
  const { stdout } = await tryCommand([image, '--json', '--files'])
  const { layers, finalFiles } = JSON.parse(stdout)
  const paths = (files: { path: string }[]) => files.map(({ path }) => path)
  expect(paths(layers[3].files)).toEqual([
    '/app/api',
    '/var/lib/apt/lists',
    '/var/lib/apt/lists/main_Packages',
  ])
  expect(paths(finalFiles)).toEqual(paths(finalFiles).sort())
  expect(finalFiles[0]).toMatchObject({ path: '/', type: 'directory', implicit: true, mtime: null })
})

test('colours come with a terminal, and only with one', async () => {
  expect((await tryCommand(['waste', image], { stdout: 80 })).stdout).toContain('\x1b[')
  expect((await tryCommand(['waste', image])).stdout).not.toContain('\x1b')
  expect((await tryCommand(['waste', image, '--color', 'always'])).stdout).toContain('\x1b[')
  expect(
    (await tryCommand(['waste', image], { stdout: 80, variables: { NO_COLOR: '1' } })).stdout,
  ).not.toContain('\x1b')
  expect(
    (await tryCommand(['waste', image], { stdout: 80, variables: { TERM: 'dumb' } })).stdout,
  ).not.toContain('\x1b')
})

test('the text is the same with and without colours', async () => {
  const plain = await tryCommand([image])
  const colored = await tryCommand([image, '--color', 'always'])
  expect(colored.stdout.replace(/\x1b\[\d+m/g, '')).toBe(plain.stdout)
})

test('no command lets a name from an image give orders to the terminal', async () => {
  const hostile = join(folder, 'hostile.tar')
  for (const words of [
    [],
    ['history'],
    ['waste'],
    ['ls', '-lR'],
    ['ls', '--only-layer', '0'],
    ['--json', '--files'],
  ]) {
    const { stdout, stderr } = await tryCommand([...words, hostile])
    // of names that are bytes, --files has one letter a byte
    expect(stdout + stderr).toMatch(/^[\n -~\u00a1-\u00ff\u2500-\u259f\u2026]*$/)
  }
})

test('--debug writes a JSON line for each thing that happens', async () => {
  const path = join(folder, 'debug.log')
  await tryCommand(['history', image, '--debug', path])
  const lines = (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  const kinds = lines.map(line => line.kind).filter(kind => kind !== 'progress')
  expect(kinds).toEqual(['source', 'documents', 'layer', 'layer', 'layer', 'layer', 'analysed'])
  expect(lines.every(line => typeof line.milliseconds === 'number')).toBe(true)
})

test('--debug keeps the stack that the terminal is not shown', async () => {
  const path = join(folder, 'debug.log')
  const { stderr } = await tryCommand(['history', join(folder, 'notes.txt'), '--debug', path])
  expect(stderr).not.toContain('    at ')
  const last = JSON.parse((await readFile(path, 'utf8')).trimEnd().split('\n').at(-1) ?? '')
  expect(last).toMatchObject({
    kind: 'error',
    fault: { kind: 'notAnImage' },
    stack: expect.stringContaining('    at '),
  })
})

test('a mistake of ours is called a bug, in a sentence, with what to do', async () => {
  const { code, stderr } = await tryCommand([image, '--json'], { broken: true })
  expect(code).toBe(2)
  expect(stderr).toBe(
    'This is a bug in layerscope: the pipe is made of glass. Run it again with --debug FILE and report it with that file.\n',
  )
})

test('an interruption ends with 130 and says nothing', async () => {
  const controller = new AbortController()
  controller.abort(interruption())
  const { code, stdout, stderr } = await tryCommand(['history', image], { signal: controller.signal })
  expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: '', stderr: '' })
})

test('a layer is found by its number, or by the beginning of its diffId', async () => {
  const { layers } = JSON.parse((await tryCommand([image, '--json'])).stdout)
  const byNumber = await tryCommand(['ls', '-R', image, '--layer', '1'])
  const byDiffId = await tryCommand(['ls', '-R', image, '--layer', layers[1].diffId.slice(0, 15)])
  const byDigits = await tryCommand([
    'ls',
    '-R',
    image,
    '--layer',
    layers[1].diffId.slice(7, 13).toUpperCase(),
  ])
  expect(byDiffId.stdout).toBe(byNumber.stdout)
  expect(byDigits.stdout).toBe(byNumber.stdout)
})

function interruption(): unknown {
  try {
    return fail({ kind: 'interrupted' })
  } catch (error) {
    return error
  }
}
