import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LayerscopeError } from '../../src/errors.ts'
import { type Engines, resolveSource } from '../../src/source/resolve-source.ts'
import type { Source } from '../../src/source/source.ts'
import { chunksOf } from './parts.ts'

let folder = ''
let before = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resolve-'))
  before = process.cwd()
  process.chdir(folder)
  for (const name of ['image.tar', 'with:colon.tar', 'plain', 'both', 'saved.json']) await writeFile(name, '')
  for (const name of ['team/api', 'layout', 'shared']) await mkdir(name, { recursive: true })
  for (const name of ['layout/index.json', 'shared/index.json']) await writeFile(name, '{}')
})
afterAll(async () => {
  process.chdir(before)
  await rm(folder, { recursive: true, force: true })
})

/** An engine that has these images; it says which one it was asked for. */
function engineWith(...images: readonly string[]): Engines {
  const source = (label: string): Source => ({
    info: { kind: 'engine', label, notes: [] },
    async *parts() {},
  })
  return {
    image: async (choice, { text }) => source(`${choice} ${text}`),
    imageIfThere: async ({ text }) => (images.includes(text) ? source(`any ${text}`) : null),
    container: async name => source(`container ${name}`),
  }
}

/** Where a reference leads, in one line. */
async function resolve(text: string, ...images: readonly string[]): Promise<string> {
  const standardInput = chunksOf(new Uint8Array(), 1)
  try {
    const openAnalysis = (label: string): Source => ({
      info: { kind: 'analysis', label, notes: [] },
      async *parts() {},
    })
    const { info } = await resolveSource(text, {
      engines: engineWith(...images),
      standardInput,
      openAnalysis,
    })
    return [info.kind, info.label, ...info.notes].join(' | ')
  } catch (error) {
    if (error instanceof LayerscopeError) return error.message
    throw error
  }
}

test('where no engine answers, a directory that is no layout is named too', async () => {
  const unreachable = () => Promise.reject(new LayerscopeError({ kind: 'engineUnreachable', attempts: [] }))
  const surroundings = {
    engines: { ...engineWith(), image: unreachable },
    standardInput: chunksOf(new Uint8Array(), 1),
    openAnalysis: () => {
      throw new Error('no analysis')
    },
  }
  await expect(resolveSource('team/api', surroundings)).rejects.toThrow(
    '"team/api" is not an image: found a directory that is no layout, and no container engine answers',
  )
  await expect(resolveSource('team/other', surroundings)).rejects.toMatchObject({
    fault: { kind: 'engineUnreachable' },
  })
})

// biome-ignore format: one case per line
describe('what exists decides', () => {
  test.each<[reference: string, images: string[], leads: string]>([
    ['-',                       [],             'standardInput | standard input'],
    ['docker:x',                [],             'engine | docker x'],
    ['podman:image.tar',        [],             'engine | podman image.tar'],
    ['api:naive',               [],             'engine | any api:naive'],
    ['container:web',           ['web'],        'engine | container web'],
    // a path that looks like one
    ['image.tar',               ['image.tar'],  'archive | image.tar'],
    ['image.tar:mini:naive',    [],             'archive | image.tar:mini:naive'],
    ['./image.tar:naive',       [],             'archive | ./image.tar:naive'],
    ['./with:colon.tar',        [],             'archive | ./with:colon.tar'],
    ['./layout',                [],             'ociLayout | ./layout'],
    ['./layout:tag',            [],             'ociLayout | ./layout:tag'],
    ['./team/api',              [],             'ociLayout | ./team/api'],
    ['docker-archive:plain',    [],             'archive | docker-archive:plain'],
    ['oci:layout:tag',          [],             'ociLayout | oci:layout:tag'],
    ['dir:layout',              [],             'directory | dir:layout'],
    // a word: the engine first, then a path
    ['plain',                   [],             'archive | plain'],
    ['both',                    ['both'],       'engine | any both | There is also a file of that name: ./both opens it.'],
    ['layout',                  [],             'ociLayout | layout'],
    ['shared',                  ['shared'],     'engine | any shared | There is also a directory of that name: ./shared opens it.'],
    // a directory without documents is where the sources of an image are
    ['team/api',                [],             'engine | any team/api'],
    ['team',                    [],             'engine | any team'],
    // a suffix, but no file
    ['gone.tar',                ['gone.tar'],   'engine | any gone.tar'],
    ['imgae.tar',               [],             'There is no file or directory "imgae.tar". Did you mean image.tar? Check the path.'],
    ['imgae.tar:naive',         [],             'There is no file or directory "imgae.tar". Did you mean image.tar? Check the path.'],
    ['./gone',                  [],             'There is no file or directory "./gone". Check the path.'],
    ['oci:gone',                [],             'There is no file or directory "gone". Check the path.'],
    // whether there is one shows when it is read
    ['saved.json',              [],             'analysis | saved.json'],
  ])('%s with the images %j', async (reference, images, leads) => {
    expect(await resolve(reference, ...images)).toBe(leads)
  })

  test('a name too long for a file is still an image', async () => {
    expect(await resolve(`${'y'.repeat(200)}:${'t'.repeat(100)}`)).toMatch(/^engine/)
  })
})
