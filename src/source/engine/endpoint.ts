/** Where an engine listens, and how one gets there. */
export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'npipe'; readonly path: string }
  | {
      readonly kind: 'tcp'
      readonly host: string
      readonly port: number
      /** Put before every path of the API: `/docker`, or nothing. */
      readonly prefix: string
      readonly tls: TlsChoice
    }
  | {
      readonly kind: 'ssh'
      readonly host: string
      readonly user: string | null
      readonly port: number | null
      /** The socket over there; `null` leaves it to the client program over there. */
      readonly socket: string | null
    }

export type TlsChoice =
  | { readonly kind: 'off' }
  /** `folder` holds ca.pem, cert.pem and key.pem, each of which may be missing; `null`: the system's authorities. */
  | { readonly kind: 'on'; readonly folder: string | null; readonly verify: boolean }

export type ParsedEndpoint =
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'unusable'; readonly problem: string }

/**
 * The endpoint a DOCKER_HOST, CONTAINER_HOST or context names. A text without a scheme is tcp, as for docker's client.
 * `tls` is what the surroundings say; `https://` switches it on by itself.
 */
export function parseEndpoint(text: string, tls: TlsChoice, platform: string): ParsedEndpoint {
  const [, scheme = 'tcp', rest = text] = /^([A-Za-z]+):\/\/(.*)$/s.exec(text) ?? []
  switch (scheme) {
    case 'unix':
      return usable({ kind: 'unix', path: rest || '/var/run/docker.sock' })
    case 'npipe':
      return namedPipe(rest, platform)
    case 'tcp':
    case 'http':
      return tcpEndpoint(rest, tls)
    case 'https':
      return tcpEndpoint(rest, tls.kind === 'on' ? tls : { kind: 'on', folder: null, verify: true })
    case 'ssh':
      return sshEndpoint(rest)
    default:
      return unusable(`"${scheme}://" leads to no engine; valid are unix, tcp, http, https, ssh and npipe`)
  }
}

/** As a person would write it. */
export function formatEndpoint(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'unix':
      return `unix://${endpoint.path}`
    case 'npipe':
      return `npipe://${endpoint.path.replaceAll('\\', '/')}`
    case 'tcp':
      return `tcp://${bracketed(endpoint.host)}:${endpoint.port}${endpoint.prefix}`
    case 'ssh': {
      const user = endpoint.user === null ? '' : `${endpoint.user}@`
      const port = endpoint.port === null ? '' : `:${endpoint.port}`
      return `ssh://${user}${bracketed(endpoint.host)}${port}${endpoint.socket ?? ''}`
    }
    default:
      return endpoint satisfies never
  }
}

/** An IPv6 address as URLs and the Host header want it. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

function namedPipe(rest: string, platform: string): ParsedEndpoint {
  if (platform !== 'win32') return unusable('named pipes (npipe://) exist on Windows only')
  return usable({ kind: 'npipe', path: rest || '//./pipe/docker_engine' })
}

function tcpEndpoint(rest: string, tls: TlsChoice): ParsedEndpoint {
  const url = URL.parse(`tcp://${rest}`)
  if (url === null) return unusable('the address is not HOST:PORT')
  const port = url.port === '' ? (tls.kind === 'on' ? 2376 : 2375) : Number(url.port)
  const prefix = url.pathname.replace(/\/+$/, '')
  return usable({ kind: 'tcp', host: unbracketed(url.hostname) || '127.0.0.1', port, prefix, tls })
}

function sshEndpoint(rest: string): ParsedEndpoint {
  const url = URL.parse(`ssh://${rest}`)
  if (url === null || url.hostname === '') return unusable('the address is not ssh://[USER@]HOST[:PORT]')
  if (url.password !== '') return unusable('a password does not belong into an ssh address; use a key')
  if (url.search !== '' || url.hash !== '') return unusable('an ssh address has no "?" and no "#"')
  const path = url.pathname.replace(/\/+$/, '')
  return usable({
    kind: 'ssh',
    host: unbracketed(decoded(url.hostname)),
    user: url.username === '' ? null : decoded(url.username),
    port: url.port === '' ? null : Number(url.port),
    socket: path === '' ? null : decoded(path),
  })
}

function unbracketed(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function usable(endpoint: Endpoint): ParsedEndpoint {
  return { kind: 'endpoint', endpoint }
}

function unusable(problem: string): ParsedEndpoint {
  return { kind: 'unusable', problem }
}
