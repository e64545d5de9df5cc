import { type EngineAttempt, fail } from '../../errors.ts'
import type { EngineChoice } from '../../image/reference.ts'
import { type Candidate, chooseRoute } from './candidates.ts'
import { readContext, readCurrentContext } from './context-store.ts'
import { dockerFolder, type EngineEnvironment } from './environment.ts'
import { explainConnection } from './explain-connection.ts'
import { type Engine, type Identification, identifyEngine } from './identify-engine.ts'
import { prepareTransport, type RemoteProgram } from './transport.ts'

/**
 * The engine that a reference means here: the one a person chose, else the first that answers. Throws
 * `engineUnreachable` with every address tried, why, and what it said.
 */
export async function findEngine(
  choice: EngineChoice,
  environment: EngineEnvironment,
  signal: AbortSignal,
  patience: Patience = patienceFor,
): Promise<Engine> {
  const attempts: EngineAttempt[] = []
  for (const candidate of await findCandidates(choice, environment)) {
    const outcome = await tryCandidate(candidate, environment, signal, patience)
    if (outcome.kind === 'engine') return outcome.engine
    attempts.push({ endpoint: candidate.address, because: candidate.because, answer: outcome.answer })
  }
  return fail({ kind: 'engineUnreachable', attempts })
}

async function findCandidates(
  choice: EngineChoice,
  environment: EngineEnvironment,
): Promise<readonly Candidate[]> {
  const folder = dockerFolder(environment)
  const route = chooseRoute(choice, environment, await readCurrentContext(folder))
  return route.kind === 'candidates'
    ? route.candidates
    : [await readContext(folder, route.name, route.because, environment.platform)]
}

async function tryCandidate(
  candidate: Candidate,
  environment: EngineEnvironment,
  signal: AbortSignal,
  patience: Patience,
): Promise<Identification> {
  if (candidate.kind === 'unusable') return { kind: 'stranger', answer: candidate.problem }
  const { endpoint } = candidate
  const milliseconds = patience(candidate)
  const timeout = AbortSignal.timeout(milliseconds)
  try {
    const transport = await prepareTransport(endpoint, remoteProgram(candidate), environment.variables)
    return await identifyEngine(transport, AbortSignal.any([signal, timeout]))
  } catch (error) {
    signal.throwIfAborted()
    return {
      kind: 'stranger',
      answer: timeout.aborted ? noAnswer(milliseconds) : explainConnection(error, endpoint),
    }
  }
}

/** Milliseconds to wait for an answer. */
type Patience = (candidate: Extract<Candidate, { kind: 'endpoint' }>) => number

/** Long for what a person chose, and longest where ssh has hosts to jump over. */
const patienceFor: Patience = ({ endpoint, chosen }) => {
  if (endpoint.kind === 'ssh') return 40_000
  return chosen ? 15_000 : 3_000
}

function noAnswer(milliseconds: number): string {
  return `it did not answer within ${milliseconds / 1000} seconds; the engine may hang`
}

function remoteProgram({ address, because }: Candidate): RemoteProgram {
  return /podman/.test(address) || because === 'CONTAINER_HOST' ? 'podman' : 'docker'
}
