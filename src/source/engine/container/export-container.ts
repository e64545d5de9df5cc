import { fail } from '../../../errors.ts'
import type { EngineClient } from '../client.ts'
import { engineBytes } from '../engine-bytes.ts'
import { exportEnding } from '../export-ending.ts'
import { isStatus } from '../export-images.ts'
import { type FoundContainer, missingContainer } from './inspect-container.ts'

/**
 * The tree of a container as a tar, as `docker export` writes it: without what is mounted. Faults: `missingContainer`
 * when it went meanwhile, `engineRefused`, `truncated`.
 */
export function exportContainer(
  client: EngineClient,
  { id, name }: FoundContainer,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const what = `The export of the container "${name}"`
  const question = {
    path: `/containers/${id}/export`,
    query: {},
    doing: `export the container "${name}"`,
    what,
  }
  const bytes = containerBytes(client, name, engineBytes(client, question, signal))
  return exportEnding(bytes, { what, endpoint: client.engine.label, signal })
}

/** The same bytes; "not found" is what an engine says of a container that went. */
export async function* containerBytes(
  client: EngineClient,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* bytes
  } catch (error) {
    if (isStatus(error, 404)) fail(missingContainer(client, name), error)
    throw error
  }
}
