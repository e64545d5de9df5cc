import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { archiveOf, buildImage, type ImageRecipe } from '../../fixtures/archive/image-recipe.ts'
import { writeRecorded } from '../../fixtures/archive/recorded.ts'
import type { EntryRecipe } from '../../fixtures/tar/recipe.ts'
import { SCHEMA } from '../../src/report/schema/schema.ts'
import { tryCommand } from './try-command.ts'

const ajv = new Ajv2020({ strict: true, allErrors: true }).addSchema({ ...SCHEMA, $id: 'layerscope' })
const before = process.cwd()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  await writeImages(folder)
  process.chdir(folder) // what is printed must not depend on where the folder is
})

afterAll(async () => {
  process.chdir(before)
  await rm(folder, { recursive: true })
})

/** What these command lines print stands in `compare.md`; `npm run test:update` writes it. */
const TRANSCRIPT = [
  'compare naive.tar scratch.tar',
  'compare naive.tar edited.tar',
  'compare naive.tar rebuilt.tar',
  'compare naive.tar naive.tar',
  'compare naive.tar scratch.tar rebuilt.tar --base 1',
  'compare naive.tar scratch.tar --format markdown',
  'compare naive.tar scratch.tar odd.tar --format csv',
  'compare skopeo-oci-gzip.tar buildkit-zstd.tar',
  'compare buildkit-gzip-attest.tar buildkit-zstd.tar --nodes 40 --bandwidth 1Gbit',
  'compare buildkit-gzip-attest.tar skopeo-oci-gzip.tar buildkit-zstd.tar docker26-oci.tar',
  'compare buildkit-gzip-attest.tar skopeo-oci-gzip.tar naive.tar --format markdown --nodes 40',
  'compare scratch.tar rebuilt.tar --have naive.tar --nodes 3',
  'compare scratch.tar rebuilt.tar --have notes.tar',
  'compare naive.tar scratch.tar --json',
  'compare naive.tar cut.tar',
  'compare naive.tar odd.tar',
  'naive.tar scratch.tar rebuilt.tar',
  'compare naive.tar',
  'compare naive.tar missing.tar',
  'compare naive.tar notes.tar',
  'compare naive.tar notes.tar scratch.tar',
  'compare - -',
  'compare naive.tar scratch.tar --nodes none',
  'compare naive.tar scratch.tar --bandwidth fast',
  'compare naive.tar scratch.tar --base 9',
  'compare naive.tar scratch.tar --format yaml',
  'history naive.tar --format csv',
  'compare --help',
]

test('compare prints what its transcript says', async () => {
  const sections: string[] = []
  for (const line of TRANSCRIPT) {
    const { code, stdout, stderr } = await tryCommand(line.split(' '))
    const said = stderr === '' ? '' : `\nstderr:\n\n${block(stderr)}`
    sections.push(`${block(`$ layerscope ${line}\n${stdout}`)}${said}\nexit ${code}\n`)
  }
  const file = fileURLToPath(new URL('compare.md', import.meta.url))
  await expect(`# compare\n\n${sections.join('\n')}`).toMatchFileSnapshot(file)
})

describe('the JSON fits the schema and adds up', () => {
  // biome-ignore format: a table
  test.each([
    ['of two images',             ['naive.tar', 'scratch.tar']],
    ['of three',                  ['naive.tar', 'scratch.tar', 'rebuilt.tar']],
    ['of two packagings',         ['skopeo-oci-gzip.tar', 'buildkit-zstd.tar']],
    ['of names that are no text', ['odd.tar', 'naive.tar']],
    ['with a layer missing',      ['naive.tar', 'cut.tar']],
    ['with what a pull takes',    ['naive.tar', 'scratch.tar', '--nodes', '4', '--have', 'rebuilt.tar', '--bandwidth', '8kbit', '--estimate-transfer']],
  ])('%s', async (_what, words) => {
    const { stdout } = await tryCommand(['compare', '--json', ...words])
    const report = JSON.parse(stdout)
    expect(ajv.validate('layerscope#/$defs/compareReport', report) ? null : ajv.errors).toBeNull()
    for (const { image, sharedBytes, uniqueBytes, complete } of report.images)
      if (complete) expect(sharedBytes + uniqueBytes).toBe(image.unpackedBytes)
    const { a, b, added, removed, grown, shrunk } = report.totals ?? {}
    if (report.totals !== undefined && report.complete) expect(a - removed - shrunk + added + grown).toBe(b)
  })
})

describe('one image in two packagings', () => {
  test.each([
    ['docker20-legacy.tar', 'docker26-oci.tar'],
    ['docker26-oci.tar', 'podman-oci-archive.tar'],
    ['docker26-oci.tar', 'skopeo-oci-gzip.tar'],
    ['buildkit-gzip-attest.tar', 'buildkit-zstd.tar'],
    ['buildkit-zstd.tar', 'docker26-containerd-store.tar'],
  ] as const)('%s and %s: no path differs, no layer but shared or recompressed', async (one, other) => {
    const [a, b] = [await writeRecorded(folder, one), await writeRecorded(folder, other)]
    const { stdout, code } = await tryCommand(['compare', '--json', a, b])
    const { layers, files } = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(files).toEqual({ added: [], removed: [], modified: [], moved: [] })
    expect(layers.length).toBeGreaterThan(0)
    for (const { state } of layers) expect(['shared', 'recompressed']).toContain(state)
  })
})

test('two builds that differ in times have only shared layers and layers with the same files', async () => {
  const { stdout } = await tryCommand(['compare', '--json', 'naive.tar', 'rebuilt.tar'])
  const { layers, files, totals } = JSON.parse(stdout)
  expect(layers.map(({ state }: { state: string }) => state)).toEqual(['shared', 'sameFiles', 'sameFiles'])
  expect(files.modified.map(({ differs }: { differs: string[] }) => differs)).toEqual([['mtime'], ['mtime']])
  expect(totals.paths).toMatchObject({ modified: 2, timesOnly: 2, added: 0, removed: 0, moved: 0 })
})

test('an edit of one file that keeps its length is exactly one modified path', async () => {
  const { stdout } = await tryCommand(['compare', '--json', 'naive.tar', 'edited.tar'])
  const { files } = JSON.parse(stdout)
  expect(files).toMatchObject({
    added: [],
    removed: [],
    moved: [],
    modified: [{ path: '/app/config', differs: ['content'] }],
  })
})

test('an estimate is what gzip makes of the layers', async () => {
  const { stdout } = await tryCommand(['compare', 'naive.tar', 'scratch.tar', '--estimate-transfer'])
  expect(stdout).toMatch(/~\d/)
  expect(stdout).toContain('~ estimated: compressed here')
})

test('on a terminal two images are still printed by the verb', async () => {
  const { screen, stdout } = await tryCommand(['compare', 'naive.tar', 'scratch.tar'], { stdout: 60 })
  expect(screen).toBeNull()
  for (const line of stdout.split('\n')) expect(line.replace(ESCAPES, '').length).toBeLessThanOrEqual(60)
})

const ESCAPES = /\x1b\[\d+m/g

async function writeImages(into: string): Promise<void> {
  const naive = dockerSave([buildImage(NAIVE)])
  const cut = naive.filter(({ name }) => name.endsWith('/layer.tar'))[1]
  const write = (name: string, recipe: ImageRecipe) =>
    writeFile(join(into, name), archiveOf(dockerSave([buildImage(recipe)])))
  await Promise.all([
    writeFile(join(into, 'naive.tar'), archiveOf(naive)),
    writeFile(join(into, 'cut.tar'), archiveOf(naive.filter(member => member !== cut))),
    writeFile(join(into, 'notes.tar'), 'not an image'),
    write('scratch.tar', SCRATCH),
    write('rebuilt.tar', { ...NAIVE, layers: [BASE, sources(MAY + 60), app(MAY + 60, 'a')] }),
    write('edited.tar', { ...NAIVE, layers: [BASE, sources(MAY), app(MAY, 'b')] }),
    write('odd.tar', ODD),
    writeRecorded(into, 'skopeo-oci-gzip.tar'),
    writeRecorded(into, 'buildkit-gzip-attest.tar'),
    writeRecorded(into, 'buildkit-zstd.tar'),
    writeRecorded(into, 'docker26-oci.tar'),
  ])
}

const MAY = Date.UTC(2024, 4, 1, 12) / 1000

const BASE: EntryRecipe[] = [
  file('bin/sh', 9000, MAY, { mode: 0o755 }),
  file('usr/bin/apt-get', 4000, MAY, { mode: 0o755 }),
  file('usr/bin/curl', 2000, MAY, { mode: 0o755 }),
  file('etc/ssl/certs/ca-certificates.crt', 300, MAY),
  file('usr/share/zoneinfo/UTC', 100, MAY),
]

function sources(time: number): EntryRecipe[] {
  return [file('src/main.go', 700, time)]
}

function app(time: number, letter: string): EntryRecipe[] {
  return [
    { name: 'app/', type: 'directory', mtime: MAY },
    file('app/server', 50_000, MAY, { mode: 0o755 }),
    file('app/config', 40, time, { content: letter.repeat(40) }),
  ]
}

const NAIVE: ImageRecipe = {
  tags: ['api:naive'],
  created: '2024-05-01T12:00:00Z',
  config: { Cmd: ['./server'], WorkingDir: '/app', Env: ['PATH=/usr/bin:/bin', 'PORT=8080'] },
  history: [
    { created_by: '/bin/sh -c #(nop) ADD file:0123 in / ' },
    { created_by: '/bin/sh -c #(nop) COPY dir:4567 in /src ' },
    { created_by: '/bin/sh -c make' },
  ],
  layers: [BASE, sources(MAY), app(MAY, 'a')],
}

const SCRATCH: ImageRecipe = {
  tags: ['api:scratch'],
  created: '2024-05-01T12:00:00Z',
  config: { Entrypoint: ['/server'], User: '65532', ExposedPorts: { '8080/tcp': {} } },
  history: [
    { created_by: 'COPY /certs /etc/ssl/certs/ # buildkit' },
    { created_by: 'COPY /app/server /server # buildkit' },
  ],
  layers: [
    [file('etc/ssl/certs/ca-certificates.crt', 250, MAY)],
    [file('server', 50_000, MAY, { mode: 0o755, content: contentOf('app/server', 50_000) })],
  ],
}

/** Another platform, and texts that would give orders to a terminal or a spreadsheet. */
const ODD: ImageRecipe = {
  tags: ['odd:latest'],
  created: '2024-05-01T12:00:00Z',
  platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
  config: { User: '=cmd|"\u001b[31m', Env: ['A=\u001b]0;x\u0007'], Labels: { 'a|b': '*' } },
  history: [{ created_by: 'RUN printf "\u001b[31mred" | tee /x' }],
  layers: [
    [
      { name: new Uint8Array([0x63, 0x61, 0x66, 0xe9]), content: 'x', mtime: MAY },
      file('etc/\u001b[2Jx', 10, MAY),
    ],
  ],
}

function file(name: string, bytes: number, mtime: number, more: Partial<EntryRecipe> = {}): EntryRecipe {
  return { name, content: contentOf(name, bytes), mtime, ...more }
}

function contentOf(name: string, bytes: number): Uint8Array {
  return new Uint8Array(bytes).fill(name.length)
}

function block(text: string): string {
  return `\`\`\`\n${text.replace(/\n?$/, '\n')}\`\`\`\n`
}
