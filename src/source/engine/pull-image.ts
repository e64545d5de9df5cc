import type { Readable } from 'node:stream'
import { fail, LayerscopeError } from '../../errors.ts'
import type { ImageName } from '../../image/image-name.ts'
import { formatPlatform, type Platform } from '../../image/platform.ts'
import type { PullProgress } from '../source.ts'
import { type Answer, answerAt, numberAt, parseAnswer, textAt } from './answer-fields.ts'
import type { EngineClient } from './client.ts'
import { explainConnection } from './explain-connection.ts'

/**
 * Lets the engine pull an image and tells how far it is, over all layers together. Faults: `engineRefused` with the
 * registry's own words.
 */
export async function* pullImage(
  client: EngineClient,
  name: ImageName,
  platform: Platform | null,
  signal: AbortSignal,
): AsyncGenerator<PullProgress, void, undefined> {
  const doing = `pull "${name.text}"`
  const query = {
    fromImage: name.repository ?? name.text,
    tag: name.digest ?? name.tag ?? 'latest',
    ...(platform === null ? {} : { platform: formatPlatform(platform) }),
  }
  const body = await client.stream({ method: 'POST', path: '/images/create', query, doing }, signal)
  const refused = (answer: string, cause?: unknown) =>
    fail(
      {
        kind: 'engineRefused',
        endpoint: client.engine.label,
        doing,
        status: null,
        answer: advised(answer, name),
      },
      cause,
    )
  const layers = new Map<string, LayerProgress>()
  try {
    for await (const message of messages(body)) {
      const error = textAt(message, 'error')
      if (error !== null) refused(error)
      yield addMessage(layers, message)
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof LayerscopeError) throw error
    refused(explainConnection(error, client.engine.transport.endpoint), error)
  }
}

/** Logins to registries are the business of docker's client; ours asks without. */
function advised(answer: string, { text }: ImageName): string {
  const wantsLogin = /denied|unauthorized|authentication required|no basic auth/i.test(answer)
  return wantsLogin ? `${answer}. If it needs a login, run "docker pull ${text}" first` : answer
}

interface LayerProgress {
  readonly current: number
  readonly total: number | null
}

/** Only downloads are counted: extraction reports the same bytes again. */
export function addMessage(layers: Map<string, LayerProgress>, message: Answer): PullProgress {
  const status = textAt(message, 'status') ?? ''
  const id = textAt(message, 'id')
  const detail = answerAt(message, 'progressDetail')
  const known = id === null ? undefined : layers.get(id)
  if (id !== null && status === 'Downloading')
    layers.set(id, {
      current: numberAt(detail, 'current') ?? 0,
      total: numberAt(detail, 'total') ?? known?.total ?? null,
    })
  if (id !== null && status === 'Download complete' && known?.total)
    layers.set(id, { current: known.total, total: known.total })
  const all = [...layers.values()]
  const totals = all.map(({ total }) => total)
  return {
    status: id === null ? status : `${id}: ${status}`,
    currentBytes: sum(all.map(({ current }) => current)),
    totalBytes: all.length === 0 || totals.includes(null) ? null : sum(totals.map(total => total ?? 0)),
  }
}

/** Longest line of progress that is waited for. */
const LINE_LIMIT = 1024 * 1024

/** One JSON object a line. (dockerode's followProgress keeps them all, and throws past every handler at the first that is no JSON.) */
async function* messages(body: Readable): AsyncGenerator<Answer, void, undefined> {
  let pending = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    pending += decoder.decode(chunk, { stream: true })
    const lines = pending.split('\n')
    pending = (lines.pop() ?? '').slice(0, LINE_LIMIT)
    for (const line of lines) {
      const message = parseAnswer(line)
      if (message !== null) yield message
    }
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
