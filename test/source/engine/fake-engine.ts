import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createRawServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EngineEnvironment } from '../../../src/source/engine/environment.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What a fake engine says to one path: JSON, another status with JSON, or whatever the test does with the response. */
export type Reply =
  | { readonly json: unknown; readonly status?: number }
  | ((response: ServerResponse, request: IncomingMessage) => void)

export interface FakeEngine {
  readonly socket: string
  /** `GET /images/json?…` in the order they came, without the version. */
  readonly requests: string[]
}

export const VERSION_20 = {
  ApiVersion: '1.41',
  MinAPIVersion: '1.12',
  Components: [{ Name: 'Engine', Version: '20.10.24' }],
}

/** An engine of the test's making on a socket of its own; `/version` is answered unless `replies` do. */
export async function startFakeEngine(replies: Readonly<Record<string, Reply>>): Promise<FakeEngine> {
  const requests: string[] = []
  const socket = join(temporaryFolder(), 'engine.sock')
  await listen(createServer(respond({ '/version': { json: VERSION_20 }, ...replies }, requests)), socket)
  return { socket, requests }
}

export function respond(replies: Readonly<Record<string, Reply>>, requests: string[]): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://engine')
    const path = decodeURIComponent(url.pathname).replace(/^\/v\d+\.\d+/, '')
    requests.push(`${request.method} ${path}${decodeURIComponent(url.search)}`)
    const reply = replies[path] ?? { status: 404, json: { message: `no route ${path}` } }
    if (typeof reply === 'function') return reply(response, request)
    response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(reply.json))
  }
}

/** Something that listens like an engine, and is none. */
export async function startStranger(greet: (socket: Socket) => void): Promise<string> {
  const path = join(temporaryFolder(), 'engine.sock')
  const server = createRawServer(socket => {
    socket.on('error', () => {})
    greet(socket)
  })
  await new Promise<void>(resolve => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  return path
}

export async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>(resolve => server.listen(path, resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
}

/** A machine on which nothing is set but what the test sets. */
export function machine(variables: Record<string, string>, home = '/home/ann'): EngineEnvironment {
  return { variables, home, platform: 'linux', userId: 1000 }
}
