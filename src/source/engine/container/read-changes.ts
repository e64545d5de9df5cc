import { fail } from '../../../errors.ts'
import { parseJsonDocument } from '../../../image/json-document.ts'
import type { ReadOptions } from '../../source.ts'
import type { EngineClient } from '../client.ts'
import { engineBytes } from '../engine-bytes.ts'
import { isStatus } from '../export-images.ts'
import { type Changes, parseChanges } from './changes.ts'
import { containerBytes } from './export-container.ts'
import type { FoundContainer } from './inspect-container.ts'

/**
 * What a container's engine lists as changed since it was created. An engine that meets a file which goes while it looks
 * fails, so a running container is asked about again. Faults: `missingContainer`, `engineRefused`,
 * `limitExceeded`, `malformedDocument`.
 */
export async function readChanges(
  client: EngineClient,
  container: FoundContainer,
  options: Pick<ReadOptions, 'signal'>,
): Promise<Changes> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await askChanges(client, container, options)
    } catch (error) {
      if (attempt === ATTEMPTS || !isStatus(error, 500)) throw error
    }
  }
}

const ATTEMPTS = 3

async function askChanges(
  client: EngineClient,
  { id, name, mounts }: FoundContainer,
  { signal }: Pick<ReadOptions, 'signal'>,
): Promise<Changes> {
  const what = `The list of what the container "${name}" changed`
  const question = {
    path: `/containers/${id}/changes`,
    query: {},
    doing: `list what the container "${name}" changed`,
    what,
  }
  const chunks: Uint8Array[] = []
  let found = 0
  for await (const chunk of containerBytes(client, name, engineBytes(client, question, signal))) {
    chunks.push(Uint8Array.from(chunk)) // blocks are used again
    found += chunk.length
    if (found > CEILING) fail({ kind: 'limitExceeded', what, limit: 'document', allowed: CEILING, found })
  }
  const bytes = Buffer.concat(chunks)
  const isNothing = /^\s*null\s*$/.test(bytes.toString('latin1', 0, 20)) // Go's empty list
  return isNothing
    ? { written: new Set(), deleted: new Set() }
    : parseChanges(parseJsonDocument(bytes, what), mounts)
}

/** Some 800,000 changed paths. */
const CEILING = 64 * 1024 * 1024
