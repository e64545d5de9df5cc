import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { EngineClient } from '../../../src/source/engine/client.ts'
import { exportImages } from '../../../src/source/engine/export-images.ts'
import { openEngine } from '../../../src/source/engine/open-engine.ts'
import { machine, type Reply, startFakeEngine } from './fake-engine.ts'

const signal = new AbortController().signal
const wish = { names: ['mini:1'], platform: null, title: 'mini:1' }

/** Bytes that end like a tar. */
const archive = Buffer.concat([Buffer.alloc(3_000_000, 'layer'), Buffer.alloc(1024)])

describe('an export arrives as it was sent', () => {
  // biome-ignore format: a table
  test.each<[how: string, send: (response: ServerResponse) => void]>([
    ['until the connection closes',         response => response.end(archive)],
    ['with its length',                     response => response.writeHead(200, { 'Content-Length': archive.length }).end(archive)],
    ['in chunks',                           response => {
      response.socket?.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
      for (let at = 0; at < archive.length; at += 32_000) {
        const chunk = archive.subarray(at, at + 32_000)
        response.socket?.write(`${chunk.length.toString(16)}\r\n`)
        response.socket?.write(chunk)
        response.socket?.write('\r\n')
      }
      response.socket?.end('0\r\n\r\n')
    }],
    ['slowly, the head alone at first',     response => {
      response.writeHead(200).flushHeaders()
      response.write(archive.subarray(0, 10))
      setTimeout(() => response.end(archive.subarray(10)), 20)
    }],
    ['as HTTP/1.1 where 1.0 is refused',    response => {
      if (response.req.httpVersion === '1.0') response.writeHead(505).end()
      else response.end(archive)
    }],
  ])('%s', async (_how, send) => {
    const received = await read(exportImages(await clientOf(send), wish, signal))
    expect(received.equals(archive)).toBe(true)
  })
})

test('it is asked for as HTTP/1.0, several names in one request, the platform as JSON', async () => {
  const { socket, requests } = await startFakeEngine({ '/images/get': response => response.end(archive) })
  const client = await openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)
  await read(
    exportImages(client, { names: ['a:1', 'b@2'], platform: '{"os":"linux"}', title: 'both' }, signal),
  )
  expect(requests.at(-1)).toBe('GET /images/get?names=a:1&names=b@2&platform={"os":"linux"}')
})

describe('an export that fails', () => {
  // biome-ignore format: a table
  test.each<[what: string, reply: Reply, fault: object]>([
    ['because the image is gone',          { status: 404, json: { message: 'No such image' } },                     { kind: 'missingImage', reference: 'mini:1' }],
    ['because the engine cannot',          { status: 500, json: { message: 'disk on fire' } },                      { kind: 'engineRefused', doing: 'export "mini:1"', status: 500, answer: 'disk on fire' }],
    ['without a reason',                   response => response.writeHead(503).end(),                               { kind: 'engineRefused', status: 503, answer: 'it gave no reason' }],
    ['and says so in plain text',          response => response.writeHead(400).end('bad name\n'),                   { kind: 'engineRefused', status: 400, answer: 'bad name' }],
    ['by ending cleanly too early',        response => response.end(archive.subarray(0, 2_000_000)),                { kind: 'truncated', what: 'The export of "mini:1"', got: 2_000_000 }],
    ['by ending before its length',        response => { response.writeHead(200, { 'Content-Length': 9000 }).write(archive.subarray(0, 5000)); setImmediate(() => response.destroy()) }, { kind: 'truncated', got: 5000, expected: 9000 }],
    ['by ending in a chunk',               response => response.socket?.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc'), { kind: 'truncated', got: 3 }],
    ['by sending nothing',                 response => response.end(),                                              { kind: 'truncated', got: 0 }],
    ['and says so behind the bytes',       response => response.end(Buffer.concat([archive.subarray(0, 100_000), Buffer.from('{"errorDetail":{"message":"open layer: gone"},"error":"open layer: gone"}\r\n')])),
                                                                                                                    { kind: 'engineRefused', doing: 'finish the export of "mini:1"', answer: 'open layer: gone' }],
  ])('%s', async (_what, reply, fault) => {
    await expect(read(exportImages(await clientOf(reply), wish, signal))).rejects.toMatchObject({ fault })
  })

  test("hands on what came before the connection broke, but not the engine's words", async () => {
    const seen: number[] = []
    const reading = (async () => {
      const client = await clientOf(response => {
        response.writeHead(200, { 'Content-Length': 9000 }).write(archive.subarray(0, 5000))
        setImmediate(() => response.destroy())
      })
      for await (const block of exportImages(client, wish, signal)) seen.push(block.length)
    })()
    await expect(reading).rejects.toMatchObject({ fault: { kind: 'truncated' } })
    expect(seen.reduce((sum, length) => sum + length, 0)).toBe(5000)
  })
})

test('a reader that leaves closes the connection', async () => {
  const closed = Promise.withResolvers<void>()
  const client = await clientOf(response => {
    response.once('close', () => closed.resolve())
    response.write(archive)
    response.write(archive)
  })
  for await (const _ of exportImages(client, wish, signal)) break
  await closed.promise
})

test('an interruption closes the connection, even while the engine still prepares', async () => {
  const asked = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  const client = await clientOf(response => {
    response.once('close', () => closed.resolve())
    asked.resolve()
  })
  const interruption = new AbortController()
  const reading = read(exportImages(client, wish, interruption.signal))
  await asked.promise
  interruption.abort(new Error('enough'))
  await expect(reading).rejects.toThrow('enough')
  await closed.promise
})

async function clientOf(reply: Reply): Promise<EngineClient> {
  const { socket } = await startFakeEngine({ '/images/get': reply })
  return openEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)
}

async function read(blocks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const block of blocks) parts.push(block)
  return Buffer.concat(parts)
}
