import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dockerSave } from '../fixtures/archive/docker-save.ts'
import { archiveOf, type BuiltImage, buildImage } from '../fixtures/archive/image-recipe.ts'
import { writeRecorded } from '../fixtures/archive/recorded.ts'
import type { Analysis } from '../src/analysis/analysis.ts'
import { compareImages } from '../src/analysis/compare/compare-images.ts'
import type { FaultKind } from '../src/errors.ts'
import { parseImageName } from '../src/image/image-name.ts'
import { inspectMany } from '../src/inspect-many.ts'
import { KnownLayers } from '../src/layer/known-layers.ts'
import { archiveSource } from '../src/source/archive.ts'
import { archiveParts } from '../src/source/archive-stream.ts'
import { engineSource } from '../src/source/engine/engine-source.ts'
import { openEngine } from '../src/source/engine/open-engine.ts'
import type { Source } from '../src/source/source.ts'
import { machine, type Reply, startFakeEngine } from './source/engine/fake-engine.ts'
import { idOf, repliesOf } from './source/engine/image-answers.ts'
import { OPTIONS } from './source/parts.ts'

const base = [{ name: 'etc/os', content: 'base' }]
const naive = buildImage({
  tags: ['api:naive'],
  layers: [base, [{ name: 'app', content: 'x'.repeat(3000) }]],
})
const scratch = buildImage({
  tags: ['api:scratch'],
  layers: [base, [{ name: 'server', content: 'x'.repeat(3000) }]],
})

describe('two images of one engine', () => {
  test('come with one export, in which what they share is read once', async () => {
    const { sources, requests } = await engineSources([naive, scratch])
    const { analyses, layers } = await readAll(sources)
    expect(requests.filter(request => request.includes('/images/get'))).toEqual([
      `GET /images/get?names=${idOf(naive)}&names=${idOf(scratch)}`,
    ])
    expect(analyses.map(analysis => analysis?.complete)).toEqual([true, true])
    expect(analyses.map(analysis => analysis?.documents.tags)).toEqual([['api:naive'], ['api:scratch']])
    expect(new Set(layers).size).toBe(3)
    expect(layers).toHaveLength(4)
    expect(statesOf(analyses)).toEqual(['shared', 'changed'])
  })

  test('may be the same image twice', async () => {
    const { sources, requests } = await engineSources([naive, naive])
    const { analyses } = await readAll(sources)
    expect(requests.filter(request => request.includes('/images/get'))).toEqual([
      `GET /images/get?names=${idOf(naive)}`,
    ])
    expect(statesOf(analyses)).toEqual(['shared', 'shared'])
  })

  test('are shown without the one that is missing', async () => {
    const { sources } = await engineSources([naive], ['api:naive', 'api:nowhere'])
    const { analyses, faults } = await readAll(sources)
    expect(analyses.map(analysis => analysis?.complete)).toEqual([true, undefined])
    expect(faults).toEqual([null, 'missingImage'])
  })

  test('are both known as far as an export came that broke off', async () => {
    const { sources } = await engineSources([naive, scratch], undefined, whole => whole.subarray(0, 6 * 1024))
    const { analyses } = await readAll(sources)
    expect(analyses.map(analysis => analysis?.layers.map(({ kind }) => kind))).toEqual([
      ['read', 'unreadable'],
      ['read', 'unreadable'],
    ])
  })
})

describe('a layer that another image brought', () => {
  test('is not read again from an archive, which tells how it is packed there', async () => {
    const folder = await temporaryFolder()
    const plain = await writeRecorded(folder, 'docker26-oci.tar')
    const packed = await writeRecorded(folder, 'skopeo-oci-gzip.tar')
    const again = counted(archive(packed))
    const { analyses } = await readAll([archive(plain), again.source])
    expect(again.read()).toEqual([])
    expect(analyses[1]?.layers.map(({ digest }) => digest)).not.toEqual(
      analyses[0]?.layers.map(({ digest }) => digest),
    )
    expect(analyses[1]?.transferBytes).toBeGreaterThan(0)
    expect(new Set(statesOf(analyses))).toEqual(new Set(['shared']))
  })

  test('is left in a stream where its name tells what it is', async () => {
    const folder = await temporaryFolder()
    const plain = await writeRecorded(folder, 'docker26-oci.tar')
    const again = counted(streamed(plain))
    const { analyses } = await readAll([archive(plain), again.source])
    expect(again.read()).toEqual([])
    expect(analyses[1]?.complete).toBe(true)
  })

  test('does not stand in for a blob that is missing', async () => {
    const folder = await temporaryFolder()
    const members = dockerSave([naive])
    const layers = members.filter(({ name }) => name.endsWith('/layer.tar'))
    await writeFile(join(folder, 'whole.tar'), archiveOf(members))
    await writeFile(join(folder, 'cut.tar'), archiveOf(members.filter(member => member !== layers[1])))
    const { analyses } = await readAll(['whole.tar', 'cut.tar'].map(name => archive(join(folder, name))))
    expect(analyses.map(analysis => analysis?.complete)).toEqual([true, false])
    expect(statesOf(analyses)).toEqual(['shared', 'shared'])
  })
})

describe('the base of an image', () => {
  const debian = buildImage({ tags: ['debian:12'], layers: [base] })

  test.each([
    ['before it', ['debian.tar', 'naive.tar']],
    ['after it', ['naive.tar', 'debian.tar']],
  ])('is another one of the images, read %s', async (_when, names) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'naive.tar'), archiveOf(dockerSave([naive])))
    await writeFile(join(folder, 'debian.tar'), archiveOf(dockerSave([debian])))
    const { analyses } = await readAll(names.map(name => archive(join(folder, name))))
    const bases = Object.fromEntries(names.map((name, at) => [name, analyses[at]?.base ?? null]))
    expect(bases['debian.tar']).toBeNull()
    expect(bases['naive.tar']).toMatchObject({ layers: 1, certainty: 'matched', name: 'debian:12' })
  })

  test('is an image of the engine, which the engine is asked about once', async () => {
    const replies = {
      ...repliesOf({ image: debian, names: [idOf(debian)], history: [] }),
      ...repliesOf({ image: naive, names: ['api:naive', idOf(naive)], history: [] }),
      '/images/json': {
        json: [naive, debian].map(image => ({ Id: idOf(image), RepoTags: image.tags, Created: 1 })),
      },
    }
    const { socket, requests } = await startFakeEngine(replies)
    const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), OPTIONS.signal)
    const reading = parseImageName('api:naive')
    if (reading.kind !== 'name') throw new Error('a name')
    const { analyses } = await readAll([engineSource(client, reading.name)])
    expect(analyses[0]?.base).toMatchObject({ layers: 1, certainty: 'matched', name: 'debian:12' })
    expect(requests.filter(request => request.endsWith('/images/json'))).toHaveLength(1)
  })
})

test('an image that is none does not keep the others from being read', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'notes.tar'), 'not an image')
  await writeFile(join(folder, 'naive.tar'), archiveOf(dockerSave([naive])))
  const { analyses, faults } = await readAll(
    ['notes.tar', 'naive.tar'].map(name => archive(join(folder, name))),
  )
  expect(faults).toEqual(['notAnImage', null])
  expect(analyses[1]?.complete).toBe(true)
})

test('uncompressed layers are compressed on the way when that is asked for', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'naive.tar'), archiveOf(dockerSave([naive])))
  const known = new KnownLayers()
  await readAll([archive(join(folder, 'naive.tar'))], { known, measureGzip: true })
  expect([...known.gzipSizes().values()]).toEqual(naive.layers.map(({ tar }) => gzipSync(tar).length))
})

async function readAll(
  sources: readonly Source[],
  more: { known?: KnownLayers; measureGzip?: boolean } = {},
) {
  const analyses: (Analysis | undefined)[] = sources.map(() => undefined)
  const faults: (FaultKind | null)[] = sources.map(() => null)
  const layers: unknown[] = []
  for await (const { image, event } of inspectMany(sources, { ...OPTIONS, base: null, ...more })) {
    if (event.kind === 'analysed') analyses[image] = event.analysis
    if (event.kind === 'failed') faults[image] = event.fault.kind
    if (event.kind === 'layer' && event.layer.kind === 'read') layers.push(event.layer.tree)
  }
  return { analyses, faults, layers }
}

function statesOf([a, b]: readonly (Analysis | undefined)[]) {
  if (a === undefined || b === undefined) throw new Error('an image is missing')
  return compareImages(a, b).layers.map(({ state }) => state)
}

async function engineSources(
  images: readonly BuiltImage[],
  names = images.flatMap(({ tags }) => tags),
  cut: (archive: Uint8Array) => Uint8Array = whole => whole,
) {
  const replies: Record<string, Reply> = Object.assign(
    {},
    ...images.map(image =>
      repliesOf({ image, names: image.tags, history: image.layers.map(() => ['RUN', 100] as const) }),
    ),
  )
  const untagged = images.map(image => ({ ...image, tags: [] }))
  replies['/images/get'] = response => response.end(cut(archiveOf(dockerSave([...new Set(untagged)]))))
  const { socket, requests } = await startFakeEngine(replies)
  const { signal } = OPTIONS
  const sources = await Promise.all(
    names.map(async text => {
      const reading = parseImageName(text)
      if (reading.kind === 'problem') throw new Error(reading.problem)
      const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)
      return engineSource(client, reading.name)
    }),
  )
  return { sources, requests }
}

function archive(path: string): Source {
  return archiveSource(path, { reference: path, tag: null })
}

/** Tells which blobs of a source anybody read. */
function counted(source: Source) {
  const read: string[] = []
  async function* noted(name: string, bytes: AsyncIterable<Uint8Array>) {
    read.push(name)
    yield* bytes
  }
  const kept: Source = {
    ...source,
    async *parts(options) {
      for await (const part of source.parts(options))
        yield part.kind === 'blob' ? { ...part, bytes: noted(part.name, part.bytes) } : part
    },
  }
  return { source: kept, read: () => read }
}

/** The same archive as it would come through a pipe. */
function streamed(path: string): Source {
  const parts: Source['parts'] = options =>
    archiveParts(createReadStream(path), { reference: path, tag: null }, options)
  return { info: { kind: 'standardInput', label: path, notes: [] }, parts }
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}
