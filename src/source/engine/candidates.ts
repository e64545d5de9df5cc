import type { EngineChoice } from '../../image/reference.ts'
import { type Endpoint, formatEndpoint, parseEndpoint, type TlsChoice } from './endpoint.ts'
import { dockerFolder, type EngineEnvironment, variable } from './environment.ts'
import { dockerSockets, podmanSockets, type UsualSocket } from './usual-sockets.ts'

/** An engine worth asking, or why it cannot be asked. `address` is as the user wrote it. */
export type Candidate = { readonly address: string; readonly because: string } & (
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly chosen: boolean }
  | { readonly kind: 'unusable'; readonly problem: string }
)

export type Route =
  | { readonly kind: 'candidates'; readonly candidates: readonly Candidate[] }
  /** A context of docker's client, still to be looked up. */
  | { readonly kind: 'context'; readonly name: string; readonly because: string }

/**
 * Where to look for an engine, in docker's own order: DOCKER_HOST, DOCKER_CONTEXT, the current context, then the
 * usual sockets, then Podman's. What a person chose is the only one tried: another engine would hold other images.
 */
export function chooseRoute(
  choice: EngineChoice,
  environment: EngineEnvironment,
  currentContext: string | null,
): Route {
  if (choice === 'podman') return { kind: 'candidates', candidates: podmanCandidates(environment) }
  const host = variable(environment, 'DOCKER_HOST')
  if (host !== null) {
    const tls = tlsOfEnvironment(environment)
    return {
      kind: 'candidates',
      candidates: [namedCandidate(host, 'DOCKER_HOST', tls, environment.platform)],
    }
  }
  return contextRoute(environment, currentContext) ?? usualRoute(choice, environment)
}

/** The candidate that an address names which a person wrote somewhere. */
export function namedCandidate(
  address: string,
  because: string,
  tls: TlsChoice,
  platform: string,
): Candidate {
  const parsed = parseEndpoint(address, tls, platform)
  return parsed.kind === 'endpoint'
    ? { ...parsed, address, because, chosen: true }
    : { ...parsed, address, because }
}

function podmanCandidates(environment: EngineEnvironment): Candidate[] {
  const host = variable(environment, 'CONTAINER_HOST')
  if (host !== null) return [namedCandidate(host, 'CONTAINER_HOST', { kind: 'off' }, environment.platform)]
  return podmanSockets(environment).map(socket => usualCandidate(socket, environment))
}

/** DOCKER_TLS_VERIFY checks the engine's certificate, DOCKER_TLS alone does not; any non-empty value counts. */
function tlsOfEnvironment(environment: EngineEnvironment): TlsChoice {
  const verify = variable(environment, 'DOCKER_TLS_VERIFY') !== null
  if (!verify && variable(environment, 'DOCKER_TLS') === null) return { kind: 'off' }
  return {
    kind: 'on',
    folder: variable(environment, 'DOCKER_CERT_PATH') ?? dockerFolder(environment),
    verify,
  }
}

/** The context called `default` stands for "no context": the usual sockets. */
function contextRoute(environment: EngineEnvironment, currentContext: string | null): Route | null {
  const asked = variable(environment, 'DOCKER_CONTEXT')
  if (asked !== null) return asked === 'default' ? null : contextNamed(asked, 'DOCKER_CONTEXT')
  if (currentContext === null || currentContext === '' || currentContext === 'default') return null
  return contextNamed(currentContext, 'current context')
}

function contextNamed(name: string, because: string): Route {
  return { kind: 'context', name, because }
}

function usualRoute(choice: EngineChoice, environment: EngineEnvironment): Route {
  const docker = dockerSockets(environment).map(socket => usualCandidate(socket, environment))
  const candidates = choice === 'docker' ? docker : [...docker, ...podmanCandidates(environment)]
  return { kind: 'candidates', candidates }
}

function usualCandidate({ path, because }: UsualSocket, { platform }: EngineEnvironment): Candidate {
  const endpoint: Endpoint = { kind: platform === 'win32' ? 'npipe' : 'unix', path }
  return { kind: 'endpoint', endpoint, address: formatEndpoint(endpoint), because, chosen: false }
}
