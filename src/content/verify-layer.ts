import { fail } from '../errors.ts'
import { abortable } from '../stream/abortable.ts'
import { hashing } from '../stream/hashing.ts'
import type { ImageContent } from './open-content.ts'

/**
 * Checks a layer that is stored plain against its diffId, for contents that were shown before all of it was read.
 * Faults: `digestMismatch`, `missingBlob`, `truncated`, `corrupted`, `interrupted`.
 */
export async function verifyPlainLayer(
  { documents, blobs }: ImageContent,
  layer: number,
  signal: AbortSignal,
): Promise<void> {
  const what = `Layer ${layer}`
  const { blob: name = what, diffId = null } = documents.layers[layer] ?? {}
  const blob = (await blobs.find(name)) ?? fail({ kind: 'missingBlob', what, blob: name })
  const hashed = hashing(abortable(blob.read(), signal))
  for await (const chunk of hashed.bytes) void chunk // hashed on its way
  const actual = await hashed.digest()
  if (diffId !== null && diffId !== actual) fail({ kind: 'digestMismatch', what, expected: diffId, actual })
}
