import { expect, test, vi } from 'vitest'
import { openEngine } from '../../../src/source/engine/open-engine.ts'
import { machine, startFakeEngine } from './fake-engine.ts'

const signal = new AbortController().signal
const question = {
  method: 'GET',
  path: '/info',
  query: { a: ['1', '2'] },
  doing: 'tell about itself',
} as const

test('a DOCKER_HOST of this process that names another engine, or nothing, does not interfere', async () => {
  const { socket, requests } = await startFakeEngine({ '/info': { json: { Name: 'here' } } })
  for (const host of ['ssh://elsewhere', 'http://[', 'unix:///elsewhere.sock']) {
    vi.stubEnv('DOCKER_HOST', host)
    vi.stubEnv('DOCKER_CERT_PATH', '/nowhere')
    const client = await openEngine('podman', machine({ CONTAINER_HOST: `unix://${socket}` }), signal)
    expect(await client.ask(question, signal)).toEqual({ Name: 'here' })
    expect(process.env['DOCKER_HOST']).toBe(host)
  }
  vi.unstubAllEnvs()
  expect(requests).toContain('GET /info?a=1&a=2')
})

test('questions carry the version that was agreed on', async () => {
  const urls: (string | undefined)[] = []
  const { socket } = await startFakeEngine({
    '/info': (response, request) => {
      urls.push(request.url)
      response.end('{}')
    },
  })
  const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)
  await client.ask({ ...question, query: {} }, signal)
  expect(urls).toEqual(['/v1.41/info?'])
})

test('an interruption is told as such', async () => {
  const asked = Promise.withResolvers<void>()
  const { socket } = await startFakeEngine({ '/info': () => asked.resolve() })
  const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)
  const interruption = new AbortController()
  const answer = client.ask(question, interruption.signal)
  await asked.promise
  interruption.abort(new Error('enough'))
  await expect(answer).rejects.toThrow('enough')
})
