import { bracketed } from './endpoint.ts'
import { httpBody } from './http-body.ts'
import { type HttpHead, parseHttpHead } from './http-head.ts'
import { SocketBlocks } from './socket-blocks.ts'
import { openConnection, openSocket, type Transport } from './transport.ts'

export interface HttpAnswer {
  readonly head: HttpHead
  /** Reading it to the end, or leaving it, closes the connection. */
  readonly body: AsyncIterable<Uint8Array>
  /** For an answer that nobody reads. */
  close(): Promise<void>
}

/** What answered does not speak HTTP/1, or stopped before its head was complete. */
export class NotHttpError extends Error {
  /** The first bytes of what came instead, as Latin-1. */
  readonly found: string

  constructor(found: string) {
    super('the answer is not HTTP')
    this.name = 'NotHttpError'
    this.found = found
  }
}

/**
 * One GET request to an engine on a connection of its own. It speaks HTTP/1.0: an engine then sends the body as it
 * is, where 1.1 would cut it into 32 kB chunks that cost more than the transport. Chunks are understood all the same.
 * `what` names the body in faults. Throws the connection's own errors.
 */
export async function httpGet(
  transport: Transport,
  path: string,
  what: string,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const bytes = exchange(transport, requestText(transport, path), signal)
  try {
    const { head, rest } = await readHead(bytes)
    const body = httpBody(rest, head.framing, what)
    return { head, body, close: async () => void (await bytes.return()) }
  } catch (error) {
    await bytes.return()
    throw error
  }
}

function requestText(transport: Transport, path: string): string {
  const { endpoint } = transport
  const tcp = endpoint.kind === 'tcp' ? endpoint : null
  const host = tcp === null ? 'localhost' : `${bracketed(tcp.host)}:${tcp.port}`
  return `GET ${tcp?.prefix ?? ''}${path} HTTP/1.0\r\nHost: ${host}\r\nUser-Agent: layerscope\r\nAccept: */*\r\n\r\n`
}

/** Sends the request and returns what comes back, byte for byte. Leaving the bytes destroys the stream. */
async function* exchange(
  transport: Transport,
  request: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  signal.throwIfAborted()
  const { stream, bytes } = transport.kind === 'ssh' ? overStream(transport) : overSocket(transport)
  const abort = () => stream.destroy(signal.reason)
  signal.addEventListener('abort', abort)
  try {
    stream.write(request)
    yield* bytes
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function overSocket(transport: Extract<Transport, { kind: 'socket' }>) {
  const blocks = new SocketBlocks(onread => openSocket(transport, onread))
  return { stream: blocks.socket, bytes: blocks.read() }
}

function overStream(transport: Transport) {
  const stream = openConnection(transport)
  // An error between two reads is the iterator's to report; without a listener it would end the program.
  stream.on('error', () => {})
  return { stream, bytes: stream }
}

/** Longest head of an answer; Go's own limit is 1 MiB, engines send 300 bytes. */
const HEAD_LIMIT = 64 * 1024

async function readHead(
  bytes: AsyncGenerator<Uint8Array, void, undefined>,
): Promise<{ head: HttpHead; rest: AsyncGenerator<Uint8Array> }> {
  let seen = Buffer.alloc(0)
  for (;;) {
    const { done, value } = await bytes.next()
    if (!done) seen = Buffer.concat([seen, value])
    const end = seen.indexOf('\r\n\r\n')
    if (end >= 0) {
      const head = parseHttpHead(seen.toString('latin1', 0, end))
      if (head === undefined) throw new NotHttpError(seen.toString('latin1', 0, end))
      return { head, rest: behindHead(seen.subarray(end + 4), bytes) }
    }
    if (done || seen.length > HEAD_LIMIT) throw new NotHttpError(seen.toString('latin1', 0, 200))
  }
}

async function* behindHead(first: Uint8Array, bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first
  yield* bytes
}
