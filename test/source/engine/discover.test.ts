import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { LayerscopeError } from '../../../src/errors.ts'
import { findEngine } from '../../../src/source/engine/discover.ts'
import { machine, respond, startFakeEngine, startStranger, VERSION_20 } from './fake-engine.ts'
import { temporaryFolder } from './temporary-folder.ts'

const signal = new AbortController().signal

test('the engine of DOCKER_HOST is the one, with its address, family and API version', async () => {
  const { socket, requests } = await startFakeEngine({})
  const engine = await findEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)
  expect(engine).toMatchObject({ label: `unix://${socket}`, family: 'docker', apiVersion: '1.41' })
  expect(requests).toEqual(['GET /version'])
})

test('Podman is known by what it calls itself', async () => {
  const { socket } = await startFakeEngine({
    '/version': { json: { ...VERSION_20, Components: [{ Name: 'Podman Engine', Version: '4.3.1' }] } },
  })
  expect(await findEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), signal)).toMatchObject({
    family: 'podman',
  })
})

test('the usual sockets are tried in turn, until one answers', async () => {
  const { socket } = await startFakeEngine({})
  const environment = machine(
    { XDG_RUNTIME_DIR: temporaryFolder(), CONTAINER_HOST: `unix://${socket}` },
    '/nowhere',
  )
  expect(await findEngine('any', environment, signal)).toMatchObject({ label: `unix://${socket}` })
})

test('when none answers, one fault lists every address, why it was tried and what it said', async () => {
  const home = temporaryFolder()
  const refusal = await attemptsOf({ XDG_RUNTIME_DIR: home }, home, 'podman')
  expect(refusal).toEqual([
    `unix://${home}/podman/podman.sock (rootless Podman): there is no such socket`,
    'unix:///run/podman/podman.sock (Podman): there is no such socket',
    `unix://${home}/.local/share/containers/podman/machine/podman.sock (Podman machine): there is no such socket`,
  ])
})

test('a context that does not exist is the only attempt', async () => {
  const home = temporaryFolder()
  expect(await attemptsOf({ DOCKER_CONTEXT: 'lab' }, home)).toEqual([
    `lab (DOCKER_CONTEXT): no such context in ${home}/.docker/contexts: there are none, and default`,
  ])
})

describe('what an address says that leads to no engine', () => {
  test('nothing there', async () => {
    expect(await answerOf('unix:///nowhere.sock')).toBe('there is no such socket')
  })

  test('an ordinary file', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(await answerOf(`unix://${file}`)).toMatch(/nothing listens on it|not a socket/)
  })

  // Root may open everything.
  test.skipIf(process.getuid?.() === 0)('a socket of somebody else', async () => {
    const { socket } = await startFakeEngine({})
    chmodSync(socket, 0)
    expect(await answerOf(`unix://${socket}`)).toMatch(/permission denied; add yourself to the docker group/)
  })

  test('a port where nothing listens', async () => {
    expect(await answerOf('tcp://127.0.0.1:1')).toBe('connection refused; nothing listens there')
  })

  test('a host that does not exist', async () => {
    expect(await answerOf('tcp://no-such-host.invalid:2375')).toBe('the name of the host is not known')
  })

  // biome-ignore format: a table
  test.each<[what: string, greet: (socket: Socket) => void, answer: RegExp]>([
    ['a greeting of another protocol', socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),      /not a container engine: "SSH-2.0-OpenSSH_9.2/],
    ['a closed connection',            socket => socket.end(),                               /closed without an answer/],
    ['a dropped connection',           socket => socket.destroy(),                           /closed without an answer/],
    ['endless bytes without a head',   socket => socket.write('x'.repeat(200_000)),          /not a container engine/],
    ['a TLS alert',                    socket => socket.end('\x15\x03\x01\x00\x02\x02\x28'), /expects TLS/],
    ['half a head',                    socket => socket.end('HTTP/1.1 200 OK\r\nCont'),      /not a container engine/],
    ['half a body',                    socket => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}'), /ends early: 2 of 9 bytes/],
  ])('%s', async (_what, greet, answer) => {
    expect(await answerOf(`unix://${await startStranger(greet)}`)).toMatch(answer)
  })

  // biome-ignore format: a table
  test.each<[status: number, body: unknown, answer: RegExp]>([
    [200, '<html>',                                                  /not a container engine: HTTP 200/],
    [200, { ApiVersion: 'latest' },                                  /not a container engine/],
    [500, { message: 'the daemon is shutting down' },                /HTTP 500: the daemon is shutting down/],
    [301, {},                                                        /not a container engine: HTTP 301/],
    [400, 'Client sent an HTTP request to an HTTPS server.\n',       /expects TLS; set DOCKER_TLS_VERIFY=1/],
  ])('HTTP %i, %j', async (status, json, answer) => {
    const { socket } = await startFakeEngine({ '/version': { status, json } })
    expect(await answerOf(`unix://${socket}`)).toMatch(answer)
  })

  test('a folder of certificates that does not exist', async () => {
    const variables = {
      DOCKER_HOST: 'tcp://127.0.0.1:1',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: '/no/certs',
    }
    expect(await attemptsOf(variables)).toEqual([
      'tcp://127.0.0.1:1 (DOCKER_HOST): /no/certs does not exist; DOCKER_CERT_PATH names the folder of ca.pem, cert.pem and key.pem',
    ])
  })

  test('nothing, for longer than a usual socket is waited for', async () => {
    const socket = await startStranger(() => {})
    const home = temporaryFolder()
    const attempts = await attemptsOf(
      { CONTAINER_HOST: `unix://${socket}`, XDG_RUNTIME_DIR: home },
      home,
      'podman',
      () => 50,
    )
    expect(attempts).toEqual([
      `unix://${socket} (CONTAINER_HOST): it did not answer within 0.05 seconds; the engine may hang`,
    ])
  })
})

test('an engine behind tcp is asked at its own prefix and name', async () => {
  const requests: string[] = []
  const hosts: (string | undefined)[] = []
  const listener = respond({ '/docker/version': { json: VERSION_20 } }, requests)
  const server = createServer((request, response) => {
    hosts.push(request.headers.host)
    listener(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const engine = await findEngine('any', machine({ DOCKER_HOST: `tcp://127.0.0.1:${port}/docker` }), signal)
  expect(engine.label).toBe(`tcp://127.0.0.1:${port}/docker`)
  expect(hosts).toEqual([`127.0.0.1:${port}`])
})

test('an interruption ends the search at once', async () => {
  const socket = await startStranger(() => {})
  const interruption = new AbortController()
  const search = findEngine('any', machine({ DOCKER_HOST: `unix://${socket}` }), interruption.signal)
  interruption.abort(new Error('enough'))
  await expect(search).rejects.toThrow('enough')
})

async function answerOf(host: string): Promise<string> {
  const [attempt = ''] = await attemptsOf({ DOCKER_HOST: host })
  return attempt.replace(`${host} (DOCKER_HOST): `, '')
}

async function attemptsOf(
  variables: Record<string, string>,
  home = '/nowhere',
  choice: 'any' | 'podman' = 'any',
  patience?: () => number,
): Promise<string[]> {
  const failure = await findEngine(choice, machine(variables, home), signal, patience).catch(
    (error: unknown) => error,
  )
  if (!(failure instanceof LayerscopeError) || failure.fault.kind !== 'engineUnreachable') throw failure
  return failure.fault.attempts.map(({ endpoint, because, answer }) => `${endpoint} (${because}): ${answer}`)
}
