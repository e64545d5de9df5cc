import { describe, expect, test } from 'vitest'
import { buildImage } from '../../../fixtures/archive/image-recipe.ts'
import type { ImageDocuments } from '../../../src/image/image.ts'
import { type ImageName, parseImageName } from '../../../src/image/image-name.ts'
import { engineSource } from '../../../src/source/engine/engine-source.ts'
import { hasImage } from '../../../src/source/engine/inspect-image.ts'
import { openEngine } from '../../../src/source/engine/open-engine.ts'
import type { ReadOptions, SourcePart } from '../../../src/source/source.ts'
import { layerBlobs, OPTIONS, readSource, refusalOf } from '../parts.ts'
import { machine, type Reply, startFakeEngine, VERSION_20 } from './fake-engine.ts'
import { idOf, repliesOf } from './image-answers.ts'

const image = buildImage({
  tags: ['demo:1'],
  layers: [[{ name: 'etc/motd', content: 'hello\n' }], [{ name: 'app', content: 'x'.repeat(3000) }]],
  history: [
    { created_by: 'ADD rootfs /' },
    { created_by: 'ENV A=1', empty_layer: true },
    { created_by: 'COPY app /' },
  ],
})
const history = [
  ['ADD rootfs /', 6],
  ['ENV A=1', 0],
  ['COPY app /', 3000],
] as const
const replies = repliesOf({ image, names: ['demo:1'], history })

test('what the engine says comes first, then the wait, then the export', async () => {
  const { parts } = await sourceOf(replies, 'demo:1')
  expect((await readSource(parts({}))).order.slice(0, 4)).toEqual([
    'identity',
    'documents',
    'waiting',
    expect.stringMatching(/^blob /),
  ])
})

test('before the first byte, layers, instructions, sizes and the configuration are known', async () => {
  const { parts, requests } = await sourceOf(replies, 'demo:1')
  const documents = await preview(parts({}))
  expect(requests).not.toContainEqual(expect.stringContaining('/images/get'))
  expect(stepsOf(documents)).toEqual(['0 ADD rootfs / 6', '- ENV A=1 0', '1 COPY app / 3000'])
  expect(documents).toMatchObject({
    tags: ['demo:1'],
    id: idOf(image),
    digest: null,
    platform: { os: 'linux', architecture: 'amd64', variant: null },
    created: '2026-01-02T03:04:05Z',
    config: { command: ['/app'], environment: ['A=1'], user: '65532' },
  })
  expect(documents.layers.map(({ diffId, step }) => [diffId, step])).toEqual(
    image.layers.map(({ diffId }, index) => [`sha256:${diffId}`, index === 0 ? 0 : 2]),
  )
})

test('the export is of the id that was inspected; its tags, which it lacks then, come from the inspection', async () => {
  const { parts, requests } = await sourceOf(replies, 'demo:1')
  const read = await readSource(parts({}))
  expect(requests).toEqual([
    'GET /version',
    'GET /images/demo:1/json',
    'GET /images/demo:1/history',
    `GET /images/get?names=${idOf(image)}`,
  ])
  expect(read.documents.tags).toEqual(['demo:1'])
  expect(layerBlobs(read)).toEqual(image.layers.map(({ diffId }) => `sha256:${diffId}`))
  expect(stepsOf(read.documents)).toEqual(['0 ADD rootfs / 6', '- ENV A=1 0', '1 COPY app / 3000'])
})

test("an image of containerd's store has the digest of a manifest as its name there, which is not its id", async () => {
  const { parts } = await sourceOf(
    repliesOf({ image, names: ['demo:1'], history, containerd: true }),
    'demo:1',
  )
  expect(await preview(parts({}))).toMatchObject({ id: null, digest: null })
})

describe('Podman', () => {
  const podman = {
    '/version': { json: { ...VERSION_20, Components: [{ Name: 'Podman Engine' }] } },
    ...repliesOf({ image, names: ['localhost/demo:1'], history }),
  }

  test('finds a bare name among what was built here', async () => {
    const { parts } = await sourceOf(podman, 'demo:1')
    expect((await readSource(parts({}))).blobs.size).toBe(2)
  })

  test('is not asked for localhost/ in front of another host', async () => {
    const { parts, requests } = await sourceOf(podman, 'quay.io/demo:1')
    await refusalOf(parts({}))
    expect(requests).not.toContainEqual(expect.stringContaining('localhost/quay.io'))
  })

  test('while Docker keeps names as they are', async () => {
    const { parts } = await sourceOf(repliesOf({ image, names: ['localhost/demo:1'], history }), 'demo:1')
    expect((await refusalOf(parts({}))).fault.kind).toBe('missingImage')
  })
})

describe('an image the engine does not have', () => {
  test('is a fault with the names that come near', async () => {
    const { parts } = await sourceOf(replies, 'dmeo:1')
    expect((await refusalOf(parts({}))).fault).toMatchObject({
      kind: 'missingImage',
      reference: 'dmeo:1',
      where: expect.stringMatching(/^in the engine at unix:/),
      similar: ['demo:1'],
    })
  })

  test('is pulled after asking, with progress, and read then', async () => {
    const asked: string[] = []
    const { parts } = await sourceOf(pullable(), 'new:1')
    const ask = async (reference: string) => asked.push(reference) === 1
    const { order } = await readSource(parts({ pull: { kind: 'ask', ask } }))
    expect(asked).toEqual(['new:1'])
    expect(order.slice(0, 5)).toEqual(['pull', 'pull', 'identity', 'documents', 'waiting'])
  })

  test('is pulled without asking where that was said', async () => {
    const { parts } = await sourceOf(pullable(), 'new:1')
    expect((await readSource(parts({ pull: { kind: 'always' } }))).order[0]).toBe('pull')
  })

  test('is not pulled when the answer is no', async () => {
    const { parts, requests } = await sourceOf(pullable(), 'new:1')
    expect((await refusalOf(parts({ pull: { kind: 'ask', ask: async () => false } }))).fault.kind).toBe(
      'missingImage',
    )
    expect(requests).not.toContainEqual(expect.stringContaining('/images/create'))
  })

  test('is not asked about when it can only be an id', async () => {
    const { parts } = await sourceOf(replies, `sha256:${'f'.repeat(64)}`)
    expect((await refusalOf(parts({ pull: { kind: 'always' } }))).fault.kind).toBe('missingImage')
  })

  test('may be the beginning of several ids, which is told', async () => {
    const list = [
      { Id: 'sha256:abc1', RepoTags: ['a:1'] },
      { Id: 'sha256:abc2', RepoTags: ['<none>:<none>'] },
      { Id: 'sha256:abd' },
    ]
    const { parts } = await sourceOf({ ...replies, '/images/json': { json: list } }, 'abc')
    expect((await refusalOf(parts({}))).fault).toMatchObject({
      kind: 'badReference',
      problem: 'it begins the ids of 2 images (sha256:abc1 a:1, sha256:abc2)',
    })
  })

  test('can vanish between question and export', async () => {
    const gone: Reply = { status: 404, json: { message: 'no such image' } }
    const { parts } = await sourceOf({ ...replies, '/images/get': gone }, 'demo:1')
    expect((await refusalOf(parts({}))).fault.kind).toBe('missingImage')
  })
})

describe('a platform', () => {
  const arm = { os: 'linux', architecture: 'arm64', variant: null }

  test('that the one image of a name is not for is a fault before anything is exported', async () => {
    const { parts, requests } = await sourceOf(replies, 'demo:1')
    expect((await refusalOf(parts({ platform: arm }))).fault).toMatchObject({
      kind: 'missingPlatform',
      wanted: arm,
      choices: [{ os: 'linux', architecture: 'amd64', variant: null }],
    })
    expect(requests).not.toContainEqual(expect.stringContaining('/images/get'))
  })

  test('that an older engine cannot be asked for is looked for in the export of all', async () => {
    const both = repliesOf({ image, names: ['demo:1'], history, containerd: true })
    const { parts } = await sourceOf(both, 'demo:1')
    const order: string[] = []
    await expect(
      (async () => {
        for await (const part of parts({ platform: arm })) order.push(part.kind)
      })(),
    ).rejects.toMatchObject({ fault: { kind: 'missingPlatform' } })
    expect(order[0]).toBe('waiting')
  })

  test('is asked for in inspection, history and export where the engine understands it', async () => {
    const { parts, requests } = await sourceOf(newEngine([]), 'demo:1')
    await readSource(parts({ platform: arm })).catch(() => {})
    const query = 'platform={"os":"linux","architecture":"arm64"}'
    expect(requests.slice(1)).toEqual([
      'GET /images/demo:1/json',
      `GET /images/demo:1/json?${query}`,
      `GET /images/demo:1/history?${query}`,
      expect.stringMatching(/^GET \/images\/get\?names=sha256:\w+&platform=/),
    ])
  })

  test('that such an engine does not hold is a fault with those it holds', async () => {
    const manifest = (architecture: string, Available: boolean) => ({
      Kind: 'image',
      Available,
      ImageData: { Platform: { os: 'linux', architecture } },
    })
    const attestation = { Kind: 'attestation', Available: true }
    const engine = newEngine([
      manifest('amd64', true),
      manifest('s390x', false),
      manifest('riscv64', true),
      attestation,
    ])
    const { parts } = await sourceOf(engine, 'demo:1')
    const wanted = { os: 'linux', architecture: 's390x', variant: null }
    expect((await refusalOf(parts({ platform: wanted }))).fault).toMatchObject({
      kind: 'missingPlatform',
      choices: [{ architecture: 'amd64' }, { architecture: 'riscv64' }],
    })
  })

  /** Docker 28 with containerd's store: amd64 unless told otherwise, arm64 too. */
  function newEngine(manifests: unknown[]): Record<string, Reply> {
    const amd64 = repliesOf({ image, names: ['demo:1'], history, containerd: true })
    const inspection = amd64['/images/demo:1/json']
    if (inspection === undefined || typeof inspection === 'function') throw new Error('no inspection')
    return {
      ...amd64,
      '/version': { json: { ...VERSION_20, ApiVersion: '1.51' } },
      '/images/demo:1/json': (response, request) => {
        const query = new URL(request.url ?? '', 'http://engine').searchParams
        const wanted = query.get('platform')
        if (wanted !== null && !wanted.includes('arm64'))
          return void response.writeHead(404).end('{"message":"no"}')
        const base = Object(inspection.json)
        response.end(
          JSON.stringify({
            ...base,
            Architecture: wanted === null ? 'amd64' : 'arm64',
            Manifests: manifests,
          }),
        )
      },
    }
  }
})

describe('what the engine says wrongly', () => {
  // biome-ignore format: a table
  test.each<[what: string, reply: Reply, fault: object]>([
    ['no id',                 { json: {} },                                                  { kind: 'malformedDocument', field: 'Id' }],
    ['no object',             { json: [] },                                                  { kind: 'malformedDocument' }],
    ['no JSON',               response => response.end('<html>'),                            { kind: 'malformedDocument' }],
    ['a layer that is none',  { json: { Id: 'sha256:1', RootFS: { Layers: ['x'] } } },       { kind: 'malformedDocument', field: 'RootFS.Layers[0]' }],
    ['that it is broken',     { status: 500, json: { message: 'layer store is corrupt' } },  { kind: 'engineRefused', status: 500, answer: 'layer store is corrupt', doing: 'inspect "demo:1"' }],
    ['nothing',               response => response.destroy(),                                { kind: 'engineRefused', status: null, answer: 'the connection was closed without an answer' }],
  ])('%s', async (_what, reply, fault) => {
    const { parts } = await sourceOf({ ...replies, '/images/demo:1/json': reply }, 'demo:1')
    expect((await refusalOf(parts({}))).fault).toMatchObject(fault)
  })
})

test('whether an image is there is known without reading it', async () => {
  const { socket, requests } = await startFakeEngine(replies)
  const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), OPTIONS.signal)
  expect(await hasImage(client, nameOf('demo:1'), OPTIONS.signal)).toBe(true)
  expect(await hasImage(client, nameOf('demo:2'), OPTIONS.signal)).toBe(false)
  expect(requests).toHaveLength(3)
})

/** An engine that has `new:1` once it was asked to pull it. */
function pullable(): Record<string, Reply> {
  let pulled = false
  const later = repliesOf({ image, names: ['new:1'], history })
  const inspection = later['/images/new:1/json']
  return {
    ...later,
    '/images/create': response => {
      pulled = true
      response.end('{"status":"Pulling"}\n{"status":"Downloaded"}\n')
    },
    '/images/new:1/json': response => {
      if (!pulled) return void response.writeHead(404).end('{"message":"no such image"}')
      response.end(JSON.stringify(typeof inspection === 'object' ? inspection.json : null))
    },
  }
}

async function sourceOf(engine: Record<string, Reply>, name: string) {
  const { socket, requests } = await startFakeEngine(engine)
  const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), OPTIONS.signal)
  const source = engineSource(client, nameOf(name))
  return { requests, parts: (options: Partial<ReadOptions>) => source.parts({ ...OPTIONS, ...options }) }
}

/** The documents that come first; the rest is left. */
async function preview(parts: AsyncIterable<SourcePart>): Promise<ImageDocuments> {
  for await (const part of parts) if (part.kind === 'documents') return part.documents
  throw new Error('no documents')
}

function stepsOf({ steps }: ImageDocuments): string[] {
  return steps.map(
    ({ layer, instruction, reportedBytes }) => `${layer ?? '-'} ${instruction} ${reportedBytes}`,
  )
}

function nameOf(text: string): ImageName {
  const reading = parseImageName(text)
  if (reading.kind === 'problem') throw new Error(reading.problem)
  return reading.name
}
