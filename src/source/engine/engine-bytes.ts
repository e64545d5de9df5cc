import { fail } from '../../errors.ts'
import { parseAnswer, textAt } from './answer-fields.ts'
import type { EngineClient, EngineQuestion } from './client.ts'
import { type HttpAnswer, httpGet } from './http-get.ts'
import { readHttpText } from './http-text.ts'

/** A question whose answer is bytes. */
export interface BytesQuestion extends Omit<EngineQuestion, 'method'> {
  /** The answer, as the subject of a sentence: `The export of "api"`. */
  readonly what: string
}

/**
 * The bytes an engine answers with, as they come. They take our own pipe over the same connection settings as
 * dockerode's, which costs a tenth per byte; dockerode's stream serves where that does not apply (ssh, whose process is
 * the narrower pipe, and proxies that refuse HTTP/1.0).
 *
 * Blocks are used again after a while (`KEPT_BYTES`): copy what is to be kept. Faults: `engineRefused`.
 */
export async function* engineBytes(
  client: EngineClient,
  question: BytesQuestion,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { transport } = client.engine
  const answer =
    transport.kind === 'ssh'
      ? null
      : await httpGet(transport, requestPath(client, question), question.what, signal)
  if (answer?.head.status === 200) yield* answer.body
  else if (answer === null || REFUSES_HTTP_1_0.has(answer.head.status))
    yield* await client.stream({ method: 'GET', ...question }, signal)
  else await refuse(client, question, answer)
}

/** Upgrade Required, HTTP Version Not Supported. */
const REFUSES_HTTP_1_0: ReadonlySet<number> = new Set([426, 505])

function requestPath({ engine }: EngineClient, { path, query }: BytesQuestion): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of typeof value === 'string' ? [value] : value) parameters.append(name, one)
  return `/v${engine.apiVersion}${path}?${parameters}`
}

async function refuse(
  { engine }: EngineClient,
  { doing }: BytesQuestion,
  answer: HttpAnswer,
): Promise<never> {
  const text = await readHttpText(answer)
  const said = textAt(parseAnswer(text), 'message') ?? (text.trim() || 'it gave no reason')
  return fail({
    kind: 'engineRefused',
    endpoint: engine.label,
    doing,
    status: answer.head.status,
    answer: said,
  })
}
