import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { dockerSaveOci } from '../../fixtures/archive/docker-save-oci.ts'
import { dockerV1 } from '../../fixtures/archive/docker-v1.ts'
import { archiveOf, buildImage, type ImageRecipe, type Member } from '../../fixtures/archive/image-recipe.ts'
import { ociLayout } from '../../fixtures/archive/oci-layout.ts'
import {
  jib,
  kaniko,
  lowerCaseKeys,
  rulesDocker,
  rulesOci,
  skopeoDirectory,
} from '../../fixtures/archive/other-writers.ts'
import { archiveSource } from '../../src/source/archive.ts'
import { layerBlobs, OPTIONS, type ReadSource, readSource, streamed } from './parts.ts'

const BASE = [{ name: 'etc/motd', content: 'hello\n' }]
const recipe: ImageRecipe = {
  tags: ['demo:1.0'],
  layers: [BASE, [{ name: 'app', content: 'x'.repeat(3000) }], BASE, []],
  config: { Cmd: ['/app'], Env: ['A=1'] },
}
const image = buildImage(recipe)

const WRITERS: readonly (readonly [writer: string, members: readonly Member[]])[] = [
  ['docker save ≤ 24', dockerSave([image])],
  ['docker save ≤ 24, a repeated layer as a link', dockerSave([image], { sharedAsLinks: true })],
  ['docker save ≥ 25', dockerSaveOci([image])],
  ['an OCI archive of gzip layers', ociLayout([image])],
  ['an OCI archive of zstd layers, attested', ociLayout([image], { packing: 'zstd', attested: true })],
  ['an OCI archive with a nested index', ociLayout([image], { nestedAs: 'docker.io/library/demo:1.0' })],
  ['Kaniko and crane', kaniko(image)],
  ['Jib', jib(image)],
  ['Bazel rules_docker', rulesDocker(image)],
  ['Bazel rules_oci', rulesOci(image)],
  ['a writer of lower-case keys', lowerCaseKeys(image)],
  ['Skopeo dir: in a tar', skopeoDirectory(image)],
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'writers-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function fromFile(bytes: Uint8Array): Promise<ReadSource> {
  const path = join(folder, 'image.tar')
  await writeFile(path, bytes)
  return readSource(archiveSource(path, { reference: 'image.tar', tag: null }).parts(OPTIONS))
}

describe.each(WRITERS)('%s', (writer, members) => {
  const bytes = archiveOf(members)

  test('names the image and its layers in order', async () => {
    const { documents } = await fromFile(bytes)
    expect(documents.tags).toEqual(writer.startsWith('Skopeo') ? [] : ['demo:1.0'])
    expect(documents.layers.map(({ diffId }) => diffId)).toEqual(
      image.layers.map(({ diffId }) => `sha256:${diffId}`),
    )
    expect(documents.steps.map(({ layer, instruction }) => `${layer} ${instruction}`)).toEqual([
      '0 RUN step 0',
      '1 RUN step 1',
      '2 RUN step 2',
      '3 RUN step 3',
    ])
    expect(documents.findings).toEqual([])
    expect(documents.config.command).toEqual(['/app'])
  })

  test('tells a blob once, however many layers it makes', async () => {
    const { order, documents, aliases } = await fromFile(bytes)
    expect([...aliases].filter(([name, target]) => name === target)).toEqual([])
    const blobs = order.filter(part => part.startsWith('blob '))
    expect(order[0]).toBe('documents')
    expect(blobs).toHaveLength(3)
    expect(documents.layers).toHaveLength(4)
  })

  test.each([
    ['in one piece', (whole: Uint8Array) => whole, 1 << 20],
    ['by seven bytes', (whole: Uint8Array) => whole, 7],
    ['byte by byte', (whole: Uint8Array) => whole, 1],
    ['gzipped', gzipSync, 1000],
    ['as zstd', zstdCompressSync, 1000],
  ] as const)('is the same as a stream %s', async (_, packed, chunk) => {
    const file = await fromFile(bytes)
    const stream = await readSource(streamed(packed(bytes), null, {}, chunk))
    expect(stream.documents).toEqual(file.documents)
    expect(layerBlobs(stream)).toEqual(layerBlobs(file))
    expect(layerBlobs(stream)).not.toContain('missing')
  })

  test('is the same whatever the order of its members', async () => {
    const file = await fromFile(bytes)
    for (const order of [members.toReversed(), [...members.slice(3), ...members.slice(0, 3)]]) {
      const shuffled = archiveOf(order)
      expect((await fromFile(shuffled)).documents).toEqual(file.documents)
      expect((await readSource(streamed(shuffled))).documents).toEqual(file.documents)
    }
  })

  test('is the same with ./ before every name', async () => {
    const dotted = archiveOf(members.map(member => ({ ...member, name: `./${member.name}` })))
    expect((await fromFile(dotted)).documents.layers).toHaveLength(4)
    expect((await readSource(streamed(dotted))).documents.layers).toHaveLength(4)
  })
})

describe('Docker ≤ 1.9', () => {
  const instructions = ['#(nop) ADD file:1 in /', 'apt-get update', '#(nop) CMD ["/app"]', 'true']

  test('parents order the layers, the top one has the config', async () => {
    const bytes = archiveOf(dockerV1(image, instructions).toReversed())
    const { documents } = await fromFile(bytes)
    expect(documents.tags).toEqual(['demo:1.0'])
    expect(documents.steps.map(({ layer, instruction }) => `${layer} ${instruction}`)).toEqual([
      '0 ADD file:1 in /',
      '1 RUN apt-get update',
      '2 CMD ["/app"]',
      '3 RUN true',
    ])
    expect(documents.config.environment).toEqual(['TOP=3'])
    expect(documents.layers.map(({ diffId }) => diffId)).toEqual([null, null, null, null])
    expect((await readSource(streamed(bytes))).documents).toEqual(documents)
  })

  test('without repositories the top is the layer nothing is built on', async () => {
    const untagged = buildImage({ ...recipe, tags: [] })
    const { documents } = await fromFile(archiveOf(dockerV1(untagged, instructions)))
    expect(documents.layers).toHaveLength(4)
    expect(documents.tags).toEqual([])
  })
})

describe('a stream that begins with its documents', () => {
  const other = buildImage({
    ...recipe,
    tags: ['other:1'],
    layers: [[{ name: 'big', content: 'y'.repeat(50_000) }]],
  })
  const documentsFirst = (members: readonly Member[]) =>
    members.toSorted((left, right) => sizeOf(left) - sizeOf(right))

  test('hands out only the blobs of the image that is wanted', async () => {
    const bytes = archiveOf(
      documentsFirst(dockerSaveOci([image, other])).filter(({ name }) => name !== 'index.json'),
    )
    const { order, documents } = await readSource(streamed(bytes, 'demo:1.0'))
    const wanted = new Set(documents.layers.map(({ blob }) => `blob ${blob}`))
    expect(order).toContain('documents')
    expect(order.filter(part => part.startsWith('blob ') && !wanted.has(part))).toEqual([])
    expect(order.indexOf('documents')).toBeLessThan(order.findIndex(part => part.startsWith('blob ')))
  })
})

function sizeOf({ content = '' }: Member): number {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content.subarray(0, 1))
  return text.startsWith('{') || text.startsWith('[') ? 0 : 1
}
