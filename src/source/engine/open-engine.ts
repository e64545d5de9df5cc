import type { EngineChoice } from '../../image/reference.ts'
import { connectClient, type EngineClient } from './client.ts'
import { findEngine } from './discover.ts'
import type { EngineEnvironment } from './environment.ts'

/** The API of the engine that a reference means on this machine. Faults: `engineUnreachable`, with all that was tried. */
export async function openEngine(
  choice: EngineChoice,
  environment: EngineEnvironment,
  signal: AbortSignal,
): Promise<EngineClient> {
  return connectClient(await findEngine(choice, environment, signal))
}
