import { expect, test } from 'vitest'
import { pickerItems } from '../../src/cli/picker-items.ts'
import { startFakeEngine } from '../source/engine/fake-engine.ts'

const IMAGES = [
  { Id: `sha256:${'a'.repeat(64)}`, RepoTags: ['<none>:<none>'], Size: 1, Created: 900 },
  { Id: `sha256:${'b'.repeat(64)}`, RepoTags: ['api:naive', 'api:latest'], Size: 2, Created: 100 },
  { Id: `sha256:${'c'.repeat(64)}`, RepoTags: [], Size: 3, Created: 800 },
  { Id: `sha256:${'d'.repeat(64)}`, RepoTags: ['worker:naive'], Size: 4, Created: 200 },
]

test('images with a name come first, newest first; those nobody named come last and say so', async () => {
  const items = await listed()
  expect(items.map(({ reference, description }) => [reference, description])).toEqual([
    ['worker:naive', null],
    ['api:naive', null],
    ['api:latest', null],
    ['a'.repeat(12), 'no name'],
    ['c'.repeat(12), 'no name'],
  ])
})

/** What the picker offers of an engine with these images; there are no archives where tests run. */
async function listed() {
  const { socket } = await startFakeEngine({ '/_ping': { json: 'OK' }, '/images/json': { json: IMAGES } })
  const machine = {
    variables: { DOCKER_HOST: `unix://${socket}` },
    home: '/nonexistent',
    platform: 'linux',
    userId: null,
  }
  const list = await pickerItems(machine, new AbortController().signal)
  return list.kind === 'listed' ? list.items : []
}
