import { expect, test } from 'vitest'
import { isoTime, type ListedImage, listImages } from '../../../src/source/engine/list-images.ts'
import { openEngine } from '../../../src/source/engine/open-engine.ts'
import { machine, startFakeEngine } from './fake-engine.ts'

test('images are listed newest first, under the names people use', async () => {
  const images = await listed([
    {
      Id: 'sha256:old',
      RepoTags: ['docker.io/library/api:1', 'api:latest'],
      Size: 7,
      Created: 1,
      Containers: -1,
    },
    { Id: 'sha256:new', RepoTags: ['localhost/web:1'], Size: 9, Created: 2, Containers: 3 },
  ])
  expect(images).toEqual([
    {
      name: 'localhost/web:1',
      tags: ['localhost/web:1'],
      id: 'sha256:new',
      reportedBytes: 9,
      created: '1970-01-01T00:00:02Z',
      containers: 3,
    },
    {
      name: 'api:1',
      tags: ['api:1', 'api:latest'],
      id: 'sha256:old',
      reportedBytes: 7,
      created: '1970-01-01T00:00:01Z',
      containers: null,
    },
  ])
})

// biome-ignore format: a table
test.each([
  ['<none>:<none>',  { RepoTags: ['<none>:<none>'] }],
  ['null',           { RepoTags: null }],
  ['nothing',        {}],
])('an image whose tags are %s is called by its id', async (_what, image) => {
  expect(await listed([{ Id: `sha256:${'abcdef0123'.repeat(6)}`, ...image }])).toMatchObject([{ name: 'abcdef0123ab', tags: [] }])
})

test('what is no image is left out', async () => {
  expect(await listed([null, 1, {}, []])).toEqual([])
  expect(await listed({})).toEqual([])
})

// biome-ignore format: a table
test.each([
  [0,              '1970-01-01T00:00:00Z'],
  [1_700_000_000,  '2023-11-14T22:13:20Z'],
  [-62135596800,   '0001-01-01T00:00:00Z'],
  [1e300,          null],
  [null,           null],
])('%s seconds are %s', (seconds, expected) => {
  expect(isoTime(seconds)).toBe(expected)
})

async function listed(json: unknown): Promise<ListedImage[]> {
  const { socket } = await startFakeEngine({ '/images/json': { json } })
  const signal = new AbortController().signal
  return listImages(await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal), signal)
}
