import { fail, LayerscopeError } from '../../errors.ts'
import { parseAnswer, textAt } from './answer-fields.ts'
import type { EngineClient } from './client.ts'
import { exportEnding } from './export-ending.ts'
import { type HttpAnswer, httpGet } from './http-get.ts'
import { readHttpText } from './http-text.ts'

/** What to export. Several names share one archive, and each layer is in it once. */
export interface ExportWish {
  /** Names or ids; an id pins the image, at the price of its tags in the archive. */
  readonly names: readonly string[]
  /** `platform` of the API (≥ 1.48), as JSON; `null` exports what the engine has. */
  readonly platform: string | null
  /** The reference as the user wrote it, for messages. */
  readonly title: string
}

/**
 * The archive `docker save` would write, as it comes. The bytes take our own pipe over the same connection settings
 * as dockerode's, which costs a tenth per byte; dockerode's stream serves where that does not apply (ssh, whose
 * process is the narrower pipe, and proxies that refuse HTTP/1.0).
 *
 * Blocks are used again after a while (`KEPT_BYTES`): copy what is to be kept.
 *
 * Faults: `missingImage`, `engineRefused`, `truncated` with the bytes that came.
 */
export function exportImages(
  client: EngineClient,
  wish: ExportWish,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  return exportEnding(openExport(client, wish, signal), {
    what: titleOf(wish),
    endpoint: client.engine.label,
    signal,
  })
}

async function* openExport(
  client: EngineClient,
  wish: ExportWish,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { transport } = client.engine
  const answer =
    transport.kind === 'ssh'
      ? null
      : await httpGet(transport, exportPath(client, wish), titleOf(wish), signal)
  if (answer?.head.status === 200) yield* answer.body
  else if (answer === null || REFUSES_HTTP_1_0.has(answer.head.status))
    yield* throughDockerode(client, wish, signal)
  else await refuse(client, wish, answer)
}

/** Upgrade Required, HTTP Version Not Supported. */
const REFUSES_HTTP_1_0: ReadonlySet<number> = new Set([426, 505])

function exportPath({ engine }: EngineClient, wish: ExportWish): string {
  const query = new URLSearchParams()
  for (const name of wish.names) query.append('names', name)
  if (wish.platform !== null) query.set('platform', wish.platform)
  return `/v${engine.apiVersion}/images/get?${query}`
}

async function* throughDockerode(
  client: EngineClient,
  { names, platform, title }: ExportWish,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const query = { names, ...(platform === null ? {} : { platform }) }
  try {
    yield* await client.stream(
      { method: 'GET', path: '/images/get', query, doing: `export "${title}"` },
      signal,
    )
  } catch (error) {
    if (isStatus(error, 404)) missing(client, title)
    throw error
  }
}

async function refuse(
  { engine, ...rest }: EngineClient,
  { title }: ExportWish,
  answer: HttpAnswer,
): Promise<never> {
  const { status } = answer.head
  const text = await readHttpText(answer)
  if (status === 404) missing({ engine, ...rest }, title)
  const said = textAt(parseAnswer(text), 'message') ?? (text.trim() || 'it gave no reason')
  return fail({
    kind: 'engineRefused',
    endpoint: engine.label,
    doing: `export "${title}"`,
    status,
    answer: said,
  })
}

function missing({ engine }: EngineClient, reference: string): never {
  fail({ kind: 'missingImage', reference, where: `in the engine at ${engine.label}`, similar: [] })
}

function titleOf({ title }: ExportWish): string {
  return `The export of "${title}"`
}

export function isStatus(error: unknown, status: number): boolean {
  return (
    error instanceof LayerscopeError && error.fault.kind === 'engineRefused' && error.fault.status === status
  )
}
