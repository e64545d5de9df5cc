import { type Answer, answersOf, parseAnswer, textAt } from './answer-fields.ts'
import { chooseApiVersion } from './api-version.ts'
import { type Endpoint, formatEndpoint } from './endpoint.ts'
import { type HttpAnswer, httpGet } from './http-get.ts'
import { readHttpText } from './http-text.ts'
import type { Transport } from './transport.ts'

/** An engine that answered. */
export interface Engine {
  readonly transport: Transport
  /** `unix:///var/run/docker.sock`, for people. */
  readonly label: string
  readonly family: 'docker' | 'podman'
  /** The API version both sides know: `1.41`. */
  readonly apiVersion: string
}

export type Identification =
  | { readonly kind: 'engine'; readonly engine: Engine }
  /** Something else answered, or an engine that will not talk to us; `answer` says which. */
  | { readonly kind: 'stranger'; readonly answer: string }

/**
 * Asks who is there. By our own request and not dockerode's, which follows redirects to anywhere and does not catch
 * what happens there. Throws the connection's own errors.
 */
export async function identifyEngine(transport: Transport, signal: AbortSignal): Promise<Identification> {
  const answer = await httpGet(transport, '/version', 'The answer of the engine', signal)
  const text = await readHttpText(answer)
  const version = parseAnswer(text)
  const apiVersion = chooseApiVersion(textAt(version, 'ApiVersion'), textAt(version, 'MinAPIVersion'))
  if (answer.head.status !== 200 || apiVersion === null)
    return { kind: 'stranger', answer: explainStranger(answer, text) }
  const { endpoint } = transport
  const family = familyOf(version, endpoint)
  return { kind: 'engine', engine: { transport, label: formatEndpoint(endpoint), family, apiVersion } }
}

function explainStranger({ head }: HttpAnswer, text: string): string {
  if (/HTTPS server/i.test(text)) return 'it expects TLS; set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH'
  const message = textAt(parseAnswer(text), 'message')
  if (message !== null) return `it answered with HTTP ${head.status}: ${message}`
  return `something answers, but not a container engine: HTTP ${head.status}, ${JSON.stringify(text.slice(0, 60))}`
}

function familyOf(version: Answer | null, endpoint: Endpoint): Engine['family'] {
  const names = answersOf(version?.['Components']).map(component => textAt(component, 'Name') ?? '')
  if (names.some(name => /podman/i.test(name))) return 'podman'
  return names.length === 0 && endpoint.kind === 'unix' && /podman/.test(endpoint.path) ? 'podman' : 'docker'
}
