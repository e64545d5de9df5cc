import { describe, expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { dockerSaveOci } from '../../fixtures/archive/docker-save-oci.ts'
import type { BuiltImage } from '../../fixtures/archive/image-recipe.ts'
import { buildImage, json } from '../../fixtures/archive/image-recipe.ts'
import {
  type Blob,
  blobOf,
  configBlob,
  INDEX,
  indexBlob,
  layerBlob,
  layoutOf,
  MANIFEST,
  manifestBlob,
  ociLayout,
} from '../../fixtures/archive/oci-layout.ts'
import type { Documents } from '../../src/source/documents.ts'
import { indexOffers } from '../../src/source/index-offers.ts'
import type { ReadOptions } from '../../src/source/source.ts'

import { ABSENT, blobsOf, image, read, refusal, TWO_LAYERS } from './small-images.ts'

/** Where `docker save` ≥ 25 keeps the manifest of an image: its layers are plain. */
function manifestName(built: BuiltImage): string {
  return manifestBlob(
    built,
    built.layers.map(layer => layerBlob(layer, 'none')),
  ).member.name
}

describe('indexes', () => {
  /** A blob of that name whose content is an index: no content has the digest of a loop, so the name is a lie. */
  function lyingIndex(digit: string, manifests: readonly object[]): Blob {
    const digest = `sha256:${digit.repeat(64)}`
    const member = {
      name: `blobs/sha256/${digit.repeat(64)}`,
      content: json({ schemaVersion: 2, manifests }),
    }
    return { descriptor: { mediaType: INDEX, digest, size: 1 }, member }
  }

  test('an index that leads back to itself is a finding when an image is beside it', async () => {
    const { blobs, manifest } = blobsOf()
    const first = lyingIndex('1', [{ ...ABSENT, mediaType: INDEX, digest: `sha256:${'2'.repeat(64)}` }])
    const second = lyingIndex('2', [first.descriptor, manifest.descriptor])
    const { documents } = await read(layoutOf([...blobs, first, second], [first.descriptor]))
    expect(documents.layers).toHaveLength(2)
    expect(documents.findings.map(({ kind }) => kind)).toContain('indexLoop')
  })

  test('an index that leads only back to itself is no image', async () => {
    const self = lyingIndex('1', [{ ...ABSENT, mediaType: INDEX, digest: `sha256:${'1'.repeat(64)}` }])
    expect((await refusal(layoutOf([self], [self.descriptor]))).fault.kind).toBe('notAnImage')
  })

  test('indexes that name each other twice on every level are read once', async () => {
    const { blobs, manifest } = blobsOf()
    let inner = indexBlob([manifest.descriptor])
    const all = [...blobs, inner]
    for (let level = 0; level < 14; level++) {
      inner = indexBlob([inner.descriptor, { ...inner.descriptor, annotations: {} }])
      all.push(inner)
    }
    const members = new Map(all.map(({ member }) => [member.name, Buffer.from(member.content ?? '')]))
    let reads = 0
    const documents: Documents = {
      async read(name) {
        reads++
        return members.get(name)
      },
      has: async name => members.has(name),
      names: async () => [],
    }
    const index = json({ schemaVersion: 2, manifests: [inner.descriptor] })
    expect((await indexOffers(index, documents, true)).offers).toHaveLength(1)
    expect(reads).toBeLessThan(30)
  })

  test('an index of which nothing was saved does not count beside a manifest.json', async () => {
    const index = { name: 'index.json', content: json({ schemaVersion: 2, manifests: [ABSENT] }) }
    expect((await read([...dockerSave([image]), index])).documents.layers).toHaveLength(2)
  })

  test('a broken manifest is told, even if manifest.json could be read instead', async () => {
    const members = dockerSaveOci([image]).map(member =>
      member.name === manifestName(image) ? { ...member, content: '{"config": 1, "layers": []}' } : member,
    )
    expect((await refusal(members)).fault.kind).toBe('malformedDocument')
  })

  test('an index.json without manifests beside a full manifest.json does not matter', async () => {
    const members = [
      ...dockerSave([image]),
      { name: 'index.json', content: json({ schemaVersion: 2, manifests: null }) },
    ]
    expect((await read(members)).documents.layers).toHaveLength(2)
  })

  test('one manifest under two names is one image with two tags', async () => {
    const twice = buildImage({ layers: TWO_LAYERS, tags: ['demo:1', 'demo:2'] })
    expect((await read(ociLayout([twice]))).documents.tags).toEqual(['demo:1', 'demo:2'])
  })

  test('platforms that an index lists and the file lacks are not there', async () => {
    const { blobs, manifest } = blobsOf()
    const absent = { ...ABSENT, platform: { os: 'linux', architecture: 'arm64' } }
    const index = indexBlob([{ ...manifest.descriptor, platform: image.platform }, absent])
    const members = layoutOf([...blobs, index], [index.descriptor])
    expect((await read(members, null, { hostArchitecture: 'arm64' })).documents.platform.architecture).toBe(
      'amd64',
    )
    const wanted = { os: 'linux', architecture: 'arm64', variant: null }
    expect((await refusal(members, null, { platform: wanted })).fault).toMatchObject({
      kind: 'missingPlatform',
      choices: [{ architecture: 'amd64' }],
    })
  })

  test('an index of which nothing was saved names what is missing', async () => {
    expect((await refusal(layoutOf([], [ABSENT]))).message).toContain(ABSENT.digest)
  })

  test('a manifest whose config was not saved says that it is the config that is missing', async () => {
    const { blobs, manifest } = blobsOf()
    const config = configBlob(image)
    const members = layoutOf(
      blobs.filter(({ descriptor }) => descriptor.digest !== config.descriptor.digest),
      [manifest.descriptor],
    )
    expect((await refusal(members)).fault).toEqual({
      kind: 'missingBlob',
      what: 'The config',
      blob: config.descriptor.digest,
    })
  })

  test('of several variants the newest is taken, unless one is asked for', async () => {
    const arm = (variant: string) =>
      buildImage({ layers: [[{ name: variant }]], platform: { os: 'linux', architecture: 'arm', variant } })
    const members = ociLayout([arm('v6'), arm('v7'), arm('v5')], { nestedAs: 'demo:1' })
    const pick = async (platform: ReadOptions['platform']) =>
      (await read(members, null, { hostArchitecture: 'arm', platform })).documents.platform.variant
    expect(await pick(null)).toBe('v7')
    expect(await pick({ os: 'linux', architecture: 'arm', variant: 'v6' })).toBe('v6')
  })

  test('an attestation is known by its descriptor, whatever it holds', async () => {
    const { blobs, manifest } = blobsOf()
    const other = blobsOf(buildImage({ layers: [] }))
    const annotations = { 'vnd.docker.reference.type': 'attestation-manifest' }
    const members = layoutOf(
      [...blobs, ...other.blobs],
      [{ ...other.manifest.descriptor, annotations }, manifest.descriptor],
    )
    expect((await read(members)).documents.layers).toHaveLength(2)
  })

  test('attestations are never the image', async () => {
    const { documents } = await read(ociLayout([image], { attested: true }))
    expect(documents.layers).toHaveLength(2)
  })

  test.each([
    ['a chart', 'application/vnd.cncf.helm.config.v1+json'],
    ['an empty config', 'application/vnd.oci.empty.v1+json'],
  ])('%s is an artifact, not an image', async (_, mediaType) => {
    const config = blobOf(json({}), mediaType)
    const document = { schemaVersion: 2, config: config.descriptor, layers: [] }
    const manifest = blobOf(json(document), MANIFEST)
    const { message } = await refusal(layoutOf([config, manifest], [manifest.descriptor]))
    expect(message).toContain(`an OCI artifact of type ${mediaType}`)
  })
})
