import { expect, test } from 'vitest'
import type { KnownImage } from '../../../src/image/known-image.ts'
import { imageLayers } from '../../../src/source/engine/image-layers.ts'
import { openEngine } from '../../../src/source/engine/open-engine.ts'
import { machine, type Reply, startFakeEngine } from './fake-engine.ts'

const LAYERS = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`]

test('the named images of an engine, each with its layers; nameless ones are not asked about', async () => {
  const { known, requests } = await ask({
    '/images/json': {
      json: [
        { Id: 'sha256:1', RepoTags: ['docker.io/library/debian:12'], Created: 2 },
        { Id: 'sha256:2', RepoTags: ['<none>:<none>'], Created: 1 },
      ],
    },
    '/images/sha256:1/json': { json: { RootFS: { Layers: LAYERS }, RepoDigests: ['debian@sha256:dd'] } },
  })
  expect(known).toEqual([{ names: ['debian:12'], digests: ['sha256:dd'], diffIds: LAYERS }])
  expect(requests.filter(request => request.includes('sha256:2'))).toEqual([])
})

// biome-ignore format: a table
test.each<[what: string, reply: Reply]>([
  ['is gone meanwhile',              { status: 404, json: { message: 'No such image' } }],
  ['is answered with something else', { json: [7] }],
  ['has a layer that is no digest',  { json: { RootFS: { Layers: ['sha256:short'] } } }],
])('an image that %s tells no layers, and the others are told', async (_what, reply) => {
  const { known } = await ask({
    '/images/json': { json: [{ Id: 'sha256:1', RepoTags: ['a:1'] }, { Id: 'sha256:2', RepoTags: ['b:1'] }] },
    '/images/sha256:1/json': reply,
    '/images/sha256:2/json': { json: { RootFS: { Layers: LAYERS } } },
  })
  expect(known.filter(({ diffIds }) => diffIds.length > 0)).toEqual([{ names: ['b:1'], digests: [], diffIds: LAYERS }])
})

async function ask(
  replies: Record<string, Reply>,
): Promise<{ readonly known: KnownImage[]; readonly requests: readonly string[] }> {
  const { socket, requests } = await startFakeEngine(replies)
  const { signal } = new AbortController()
  const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)
  return { known: await imageLayers(client, signal), requests }
}
