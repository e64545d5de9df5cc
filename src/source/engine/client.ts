import type { Agent } from 'node:http'
import type { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import { type Fault, LayerscopeError } from '../../errors.ts'
import { type Answer, asAnswer, numberAt, textAt } from './answer-fields.ts'
import { explainConnection } from './explain-connection.ts'
import type { Engine } from './identify-engine.ts'
import { TransportAgent } from './transport-agent.ts'

/** One question to an engine's API. */
export interface EngineQuestion {
  readonly method: 'GET' | 'POST'
  /** From behind the version: `/images/json`. */
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[]>>
  /** What this is for, as it continues "The engine refused to …". */
  readonly doing: string
}

/** The API of one engine, spoken by dockerode over our own connections. Problems are thrown as `engineRefused`. */
export interface EngineClient {
  readonly engine: Engine
  /** The JSON of an answer. */
  ask(question: EngineQuestion, signal: AbortSignal): Promise<unknown>
  /** The body of an answer, as it comes. */
  stream(question: EngineQuestion, signal: AbortSignal): Promise<Readable>
}

/** Loads dockerode (200 ms, 25 MB), which nothing but an engine needs. */
export async function connectClient(engine: Engine): Promise<EngineClient> {
  const { default: Docker } = await import('dockerode')
  const { modem } = withoutDockerHost(() => new Docker(connectionSettings(engine)))
  return {
    engine,
    ask: (question, signal) => dial(modem, engine, question, signal, false),
    stream: async (question, signal) => {
      const body = await dial(modem, engine, question, signal, true)
      return isReadable(body) ? body : unexpected(engine, question)
    },
  }
}

/**
 * Every setting is given, because dockerode fills what is missing from DOCKER_HOST, which may name another engine.
 * The agent makes the connections: sockets, TLS and ssh alike.
 */
function connectionSettings({ transport, apiVersion }: Engine): ConnectionSettings {
  const { endpoint } = transport
  const tcp = endpoint.kind === 'tcp' ? endpoint : null
  return {
    protocol: 'http',
    host: tcp?.host ?? 'localhost',
    port: tcp?.port ?? 80,
    version: `${tcp?.prefix.slice(1) ?? ''}/v${apiVersion}`.replace(/^\//, ''),
    agent: new TransportAgent(transport),
    socketPath: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    timeout: undefined,
  }
}

/** dockerode hands `agent` to its modem, though its own type does not list it. */
type ConnectionSettings = Dockerode.DockerOptions & { readonly agent: Agent }

/** dockerode reads DOCKER_HOST and the certificates of DOCKER_CERT_PATH even when it is told everything, and throws if they are wrong. */
function withoutDockerHost<Made>(make: () => Made): Made {
  const { DOCKER_HOST: host } = process.env
  try {
    delete process.env['DOCKER_HOST']
    return make()
  } finally {
    if (host !== undefined) process.env['DOCKER_HOST'] = host
  }
}

function dial(
  modem: Dockerode['modem'],
  engine: Engine,
  { method, path, query, doing }: EngineQuestion,
  signal: AbortSignal,
  isStream: boolean,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { _query: query, _body: {} }
    const statusCodes = { 200: true }
    modem.dial(
      { method, path: `${path}?`, options, statusCodes, isStream, abortSignal: signal },
      (error: unknown, answer: unknown) => {
        if (!error) resolve(answer)
        else if (signal.aborted) reject(signal.reason)
        else reject(new LayerscopeError(refusal(engine, doing, error), { cause: error }))
      },
    )
  })
}

function refusal(engine: Engine, doing: string, error: unknown): Fault {
  const fields = error instanceof Error ? asAnswer({ ...error }) : null
  const status = numberAt(fields, 'statusCode')
  const answer =
    status === null
      ? explainConnection(error, engine.transport.endpoint)
      : wordsOf(error, asAnswer(fields?.['json']))
  return { kind: 'engineRefused', endpoint: engine.label, doing, status, answer }
}

/** The engine's own words; for a streamed answer dockerode keeps them in its message only: "(HTTP code 500) unexpected - …". */
function wordsOf(error: unknown, json: Answer | null): string {
  const [, words] =
    /^\(HTTP code \d+\) unexpected - (.*)$/s.exec(error instanceof Error ? error.message : '') ?? []
  return textAt(json, 'message') ?? (words?.trim() || 'it gave no reason')
}

function isReadable(value: unknown): value is Readable {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

function unexpected({ label }: Engine, { doing }: EngineQuestion): never {
  throw new LayerscopeError({
    kind: 'engineRefused',
    endpoint: label,
    doing,
    status: 200,
    answer: 'the answer has no body',
  })
}
