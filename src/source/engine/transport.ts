import { connect, isIP, type OnReadOpts, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type ConnectionOptions, connect as connectTls } from 'node:tls'
import type { Endpoint } from './endpoint.ts'
import { openSsh } from './ssh-stream.ts'
import { readTlsMaterial, type TlsMaterial } from './tls-material.ts'

/** An endpoint with all it takes to connect to it. Everything that talks to an engine goes through one. */
export type Transport =
  | { readonly kind: 'socket'; readonly endpoint: SocketEndpoint; readonly tls: TlsMaterial | null }
  | {
      readonly kind: 'ssh'
      readonly endpoint: SshEndpoint
      readonly program: RemoteProgram
      readonly variables: Readonly<Record<string, string | undefined>>
    }

/** The client program on the other side of ssh whose `system dial-stdio` leads to the engine there. */
export type RemoteProgram = 'docker' | 'podman'

type SshEndpoint = Extract<Endpoint, { kind: 'ssh' }>
type SocketEndpoint = Exclude<Endpoint, { kind: 'ssh' }>

/** Loads the certificates an endpoint needs. Throws the file system's error when they cannot be read. */
export async function prepareTransport(
  endpoint: Endpoint,
  program: RemoteProgram,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Transport> {
  if (endpoint.kind === 'ssh') return { kind: 'ssh', endpoint, program, variables }
  return {
    kind: 'socket',
    endpoint,
    tls: endpoint.kind === 'tcp' ? await readTlsMaterial(endpoint.tls) : null,
  }
}

/** One connection to the engine; problems arrive as its `error`. */
export function openConnection(transport: Transport): Duplex {
  return transport.kind === 'ssh'
    ? openSsh(transport.endpoint, transport.program, transport.variables)
    : openSocket(transport)
}

/** The same for endpoints that are sockets, with a say in where received bytes are put (`onread` of node:net). */
export function openSocket(transport: Extract<Transport, { kind: 'socket' }>, onread?: OnReadOpts): Socket {
  const { endpoint, tls } = transport
  const reading = onread === undefined ? {} : { onread }
  if (endpoint.kind !== 'tcp') return connect({ path: endpoint.path, ...reading })
  const { host, port } = endpoint
  if (tls === null) return connect({ host, port, ...reading })
  // TLSSocket hands `onread` to its net.Socket, though the type of tls.connect does not say so.
  const options: ConnectionOptions & { onread?: OnReadOpts } = {
    host,
    port,
    ...tlsOptions(host, tls),
    ...reading,
  }
  return connectTls(options)
}

function tlsOptions(host: string, { ca, cert, key, verify }: TlsMaterial): ConnectionOptions {
  return {
    rejectUnauthorized: verify,
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
    // A server name must be a name: an address is verified without being announced (RFC 6066).
    ...(isIP(host) === 0 ? { servername: host } : {}),
  }
}
