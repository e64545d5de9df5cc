import { describe, expect, test } from 'vitest'
import { dockerSave, layerId } from '../../fixtures/archive/docker-save.ts'
import { dockerSaveOci } from '../../fixtures/archive/docker-save-oci.ts'
import { dockerV1 } from '../../fixtures/archive/docker-v1.ts'
import { buildImage, type ImageRecipe, json } from '../../fixtures/archive/image-recipe.ts'
import {
  blobOf,
  configBlob,
  INDEX,
  layerBlob,
  layoutOf,
  MANIFEST,
  manifestBlob,
  ociLayout,
} from '../../fixtures/archive/oci-layout.ts'
import { kaniko } from '../../fixtures/archive/other-writers.ts'
import { layerBlobs } from './parts.ts'

import { ABSENT, blobsOf, image, read, refusal, TWO_LAYERS } from './small-images.ts'

describe('several images', () => {
  const other = buildImage({ layers: [TWO_LAYERS[0] ?? []], tags: ['other:1'] })

  test.each([
    ['docker save', dockerSave([image, other])],
    ['docker save ≥ 25', dockerSaveOci([image, other])],
    ['an OCI archive', ociLayout([image, other])],
  ])('%s: the tags are listed, and one of them chooses', async (_, members) => {
    expect((await refusal(members)).fault).toMatchObject({ choices: ['demo:latest', 'other:1'] })
    expect((await read(members, 'other:1')).documents.layers).toHaveLength(1)
    expect((await read(members, 'demo')).documents.layers).toHaveLength(2)
    expect((await refusal(members, 'nope')).message).toBe(
      '"image.tar" holds no image called "nope". Present: demo:latest, other:1.',
    )
  })

  test('a broken one does not hide the other', async () => {
    const members = dockerSave([image, other]).map(member =>
      member.name.endsWith('.json') && member.content === other.config ? { ...member, content: '{' } : member,
    )
    expect((await read(members, 'demo:latest')).documents.layers).toHaveLength(2)
    expect((await refusal(members, 'other:1')).fault.kind).toBe('malformedDocument')
  })

  test('images without tags are told apart by their ids', async () => {
    const nameless = [TWO_LAYERS, [TWO_LAYERS[0] ?? []]].map(recipe =>
      buildImage({ layers: recipe, tags: [] }),
    )
    const { fault } = await refusal(dockerSave(nameless))
    expect(
      fault.kind === 'ambiguousImage' && fault.choices.every(choice => /^sha256:[0-9a-f]{12}$/.test(choice)),
    ).toBe(true)
    const [choice] = fault.kind === 'ambiguousImage' ? fault.choices : []
    expect((await read(dockerSave(nameless), choice ?? null)).documents.layers).toHaveLength(2)
  })
})

describe('layers', () => {
  test('an image without layers is an image', async () => {
    const empty = buildImage({ layers: [], history: [{ created_by: 'CMD ["x"]', empty_layer: true }] })
    for (const members of [dockerSave([empty]), ociLayout([empty])]) {
      const { documents } = await read(members)
      expect([documents.layers.length, documents.steps.length]).toEqual([0, 1])
    }
  })

  test('a blob that is not there leaves the others', async () => {
    const source = await read(kaniko(image).filter((_, index) => index !== 1))
    expect(layerBlobs(source)).toEqual(['missing', expect.stringMatching(/^sha256:/)])
  })

  test('an encrypted layer is refused by what its media type says', async () => {
    const [first, second] = image.layers.map(layer => layerBlob(layer, 'gzip'))
    if (first === undefined || second === undefined) throw new Error('two layers')
    const secret = blobOf(
      new Uint8Array(2000).fill(0xa7),
      'application/vnd.oci.image.layer.v1.tar+gzip+encrypted',
    )
    const manifest = manifestBlob(image, [first, secret])
    const source = await read(layoutOf([first, secret, configBlob(image), manifest], [manifest.descriptor]))
    expect(layerBlobs(source)).toEqual([first.descriptor.digest, 'unsupportedLayer'])
    expect(source.order.indexOf(`brokenBlob ${secret.member.name}`)).toBeLessThan(
      source.order.indexOf('documents'),
    )
  })

  test.each<[string, Partial<ImageRecipe>, (number | null)[], string[]]>([
    ['no history', { history: [] }, [null, null], ['historyMismatch']],
    ['one step for two layers', { history: [{ created_by: 'COPY . .' }] }, [null, null], ['historyMismatch']],
    ['squashed, all steps left', { history: [{}, {}, {}] }, [null, null], ['historyMismatch']],
    [
      'an unmarked ENV',
      { history: [{ created_by: 'RUN a' }, { created_by: 'ENV A=1' }, { created_by: 'RUN b' }] },
      [0, 2],
      ['historyMismatch'],
    ],
    ['empty steps between', { history: [{ created_by: 'RUN a' }, { empty_layer: true }, {}] }, [0, 2], []],
  ])('%s: layers win, steps are not shifted', async (_, recipe, steps, findings) => {
    const { documents } = await read(dockerSave([buildImage({ layers: TWO_LAYERS, ...recipe })]))
    expect(documents.layers.map(({ step }) => step)).toEqual(steps)
    expect(documents.findings.map(({ kind }) => kind)).toEqual(findings)
  })

  test('a config that lists other diffIds than there are layers is not believed', async () => {
    const [first] = image.layers.map(layer => layerBlob(layer, 'gzip'))
    if (first === undefined) throw new Error('a layer')
    const manifest = manifestBlob(image, [first])
    const { documents } = await read(layoutOf([first, configBlob(image), manifest], [manifest.descriptor]))
    expect(documents.layers.map(({ diffId }) => diffId)).toEqual([null])
    expect(documents.findings.map(({ message }) => message)).toEqual([
      "The config lists 2 diffIds, the manifest 1 layer; the manifest's layers are shown, unverified.",
      'The history has 2 steps that made a layer, the image 1 layer, so layers are shown without instructions.',
    ])
  })
})

describe('documents that are not what they are called', () => {
  const { blobs, manifest } = blobsOf()
  const altered = (name: string) =>
    layoutOf(blobs, [manifest.descriptor]).map(member =>
      member.name === name && typeof member.content !== 'string' && member.content !== undefined
        ? { ...member, content: new TextEncoder().encode(`${new TextDecoder().decode(member.content)} `) }
        : member,
    )

  test.each([
    ['The manifest', manifest.member.name],
    ['The config', configBlob(image).member.name],
  ])('%s: a fault, or with --no-verify a finding', async (what, name) => {
    expect((await refusal(altered(name))).fault).toMatchObject({ kind: 'digestMismatch', what })
    const { documents } = await read(altered(name), null, { verify: false })
    expect(documents.findings.map(({ kind }) => kind)).toEqual(['digestMismatch'])
  })

  test('a config of docker save that is not named after its content is a finding', async () => {
    const members = dockerSave([image]).map(member => {
      if (member.name === 'manifest.json')
        return {
          ...member,
          content: new TextDecoder()
            .decode(Buffer.from(member.content ?? ''))
            .replace(/[0-9a-f]{64}\.json/, `${'b'.repeat(64)}.json`),
        }
      return member.name.endsWith('.json') ? { ...member, name: `${'b'.repeat(64)}.json` } : member
    })
    expect((await read(members)).documents.findings.map(({ kind }) => kind)).toEqual(['digestMismatch'])
  })

  test('a document with manifests and layers is what its media type says, to every reader', async () => {
    const both = {
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: [manifest.descriptor],
      config: ABSENT,
      layers: [ABSENT],
    }
    const chimera = blobOf(json(both), MANIFEST)
    const { documents } = await read(layoutOf([...blobs, chimera], [chimera.descriptor]))
    expect(documents.layers).toHaveLength(2)
  })

  test('a schema 1 manifest is refused by name', async () => {
    const old = blobOf(json({ schemaVersion: 1, fsLayers: [], history: [] }), MANIFEST)
    const plain = { ...old, descriptor: { ...old.descriptor, mediaType: undefined } }
    expect((await refusal(layoutOf([plain], [plain.descriptor]))).message).toContain('a schema 1 manifest')
  })
})

describe('the v1 layout', () => {
  const withParent = (parent: string) =>
    dockerV1(image, []).map(member =>
      member.name === `${layerId(1, 0)}/json` ? { ...member, content: json({ parent }) } : member,
    )

  test('a chain of parents that closes is refused', async () => {
    expect((await refusal(withParent(layerId(1, 1)))).fault).toMatchObject({
      kind: 'malformedDocument',
      field: 'parent',
    })
  })

  test('a parent that is not there is named', async () => {
    expect((await refusal(withParent('f'.repeat(64)))).message).toContain(`${'f'.repeat(64)}/json`)
  })
})
