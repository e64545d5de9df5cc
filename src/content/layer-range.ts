import { fail } from '../errors.ts'
import type { Limits } from '../image/limits.ts'
import type { StoredBlob } from '../source/blob-store.ts'
import { decompress } from '../stream/decompress.ts'
import { compressionOf, HEAD_LENGTH } from '../stream/sniff.ts'

export interface LayerRange {
  /** For messages. */
  readonly what: string
  readonly limits: Limits
  /** In the uncompressed tar. */
  readonly start: number
  readonly end: number
}

/**
 * A stretch of a layer's uncompressed tar: by its place when the blob is stored plain, else by unpacking everything
 * in front of it. Faults: those of `decompress`, and `truncated` when the layer ends before.
 */
export async function* layerRange(
  blob: StoredBlob,
  range: LayerRange,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { start, end, what, limits } = range
  if (end === start) return
  if (await isCompressed(blob)) {
    const { bytes } = await decompress(blob.read(), { what, limits })
    yield* cutOut(bytes, range)
  } else if (end <= blob.bytes) yield* blob.read({ start, length: end - start })
  else fail({ kind: 'truncated', what, got: blob.bytes, expected: end })
}

/** Whether a blob must be unpacked, by its first bytes, whatever its media type says. */
export async function isCompressed(blob: StoredBlob): Promise<boolean> {
  return blob.isPlain !== true && compressionOf(await headOf(blob)) !== undefined
}

async function headOf(blob: StoredBlob): Promise<Uint8Array> {
  const length = Math.min(HEAD_LENGTH, blob.bytes)
  for await (const chunk of blob.read({ start: 0, length })) return chunk.subarray(0, length)
  return new Uint8Array()
}

async function* cutOut(
  bytes: AsyncIterable<Uint8Array>,
  { start, end, what }: LayerRange,
): AsyncGenerator<Uint8Array, void, undefined> {
  let position = 0
  for await (const chunk of bytes) {
    const part = chunk.subarray(Math.max(0, start - position), Math.max(0, end - position))
    position += chunk.length
    if (part.length > 0) yield part
    if (position >= end) return
  }
  fail({ kind: 'truncated', what, got: position, expected: end })
}
