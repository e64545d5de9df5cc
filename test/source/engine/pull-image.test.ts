import { describe, expect, test } from 'vitest'
import type { ImageName } from '../../../src/image/image-name.ts'
import { parseImageName } from '../../../src/image/image-name.ts'
import { openEngine } from '../../../src/source/engine/open-engine.ts'
import { addMessage, pullImage } from '../../../src/source/engine/pull-image.ts'
import type { PullProgress } from '../../../src/source/source.ts'
import { machine, type Reply, startFakeEngine } from './fake-engine.ts'

test('progress is the sum over the layers, known as far as each layer tells its length', () => {
  const layers = new Map()
  const say = (id: string, status: string, current?: number, total?: number) => {
    const { currentBytes, totalBytes } = addMessage(layers, {
      id,
      status,
      progressDetail: { current, total },
    })
    return [currentBytes, totalBytes]
  }
  expect(addMessage(layers, { status: 'Pulling from library/mini', id: 'naive' })).toEqual({
    status: 'naive: Pulling from library/mini',
    currentBytes: 0,
    totalBytes: null,
  })
  expect(say('a1', 'Pulling fs layer')).toEqual([0, null])
  expect(say('a1', 'Downloading', 10, 100)).toEqual([10, 100])
  expect(say('b2', 'Downloading', 5)).toEqual([15, null])
  expect(say('b2', 'Downloading', 20, 50)).toEqual([30, 150])
  expect(say('a1', 'Download complete')).toEqual([120, 150])
  expect(say('a1', 'Extracting', 40, 100)).toEqual([120, 150])
})

describe('a pull', () => {
  test('asks for the tag, or latest, and the platform, and tells what the engine tells', async () => {
    const lines = '{"status":"Pulling from library/mini","id":"naive"}\r\n{"status":"Digest: sha256:1"}\r\n'
    const { progress, requests } = await pull('mini', response => response.end(lines))
    expect(progress.map(({ status }) => status)).toEqual([
      'naive: Pulling from library/mini',
      'Digest: sha256:1',
    ])
    expect(requests.at(-1)).toBe('POST /images/create?fromImage=mini&tag=latest&platform=linux/arm64')
  })

  test('of a name with a digest asks for the digest', async () => {
    const digest = `sha256:${'a'.repeat(64)}`
    const { requests } = await pull(`host:5000/mini:1@${digest}`, response => response.end())
    expect(requests.at(-1)).toContain(`fromImage=host:5000/mini&tag=${digest}`)
  })

  test('skips lines that are no JSON, and takes lines that come in pieces', async () => {
    const { progress } = await pull('mini:1', response => {
      response.write('garbage\n{"status":"o')
      setImmediate(() => response.end('ne"}\n[]\n{"status":"cut'))
    })
    expect(progress.map(({ status }) => status)).toEqual(['one'])
  })

  test("that the registry refuses is a fault in the registry's words", async () => {
    const line = '{"errorDetail":{"message":"manifest unknown"},"error":"manifest unknown"}\n'
    await expect(pull('mini:1', response => response.end(line))).rejects.toMatchObject({
      fault: { kind: 'engineRefused', doing: 'pull "mini:1"', status: null, answer: 'manifest unknown' },
    })
  })

  test('that needs a login says who can log in', async () => {
    const line =
      '{"error":"pull access denied for mini, repository does not exist or may require docker login"}\n'
    await expect(pull('mini:1', response => response.end(line))).rejects.toThrow(
      'run "docker pull mini:1" first',
    )
  })

  test("that the engine refuses at once is a fault in the engine's words", async () => {
    const refusal = { status: 500, json: { message: 'no route to registry' } }
    await expect(pull('mini:1', refusal)).rejects.toMatchObject({
      fault: { kind: 'engineRefused', status: 500, answer: 'no route to registry' },
    })
  })

  test('that breaks off is a fault', async () => {
    const breaks = pull('mini:1', response => {
      response.write('{"status":"one"}\n')
      setImmediate(() => response.destroy())
    })
    await expect(breaks).rejects.toMatchObject({ fault: { kind: 'engineRefused' } })
  })
})

async function pull(name: string, reply: Reply): Promise<{ progress: PullProgress[]; requests: string[] }> {
  const { socket, requests } = await startFakeEngine({ '/images/create': reply })
  const signal = new AbortController().signal
  const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)
  const progress: PullProgress[] = []
  const platform = { os: 'linux', architecture: 'arm64', variant: null }
  for await (const one of pullImage(client, imageName(name), platform, signal)) progress.push(one)
  return { progress, requests }
}

function imageName(text: string): ImageName {
  const reading = parseImageName(text)
  if (reading.kind === 'problem') throw new Error(reading.problem)
  return reading.name
}
