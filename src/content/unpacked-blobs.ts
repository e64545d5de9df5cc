import type { Limits } from '../image/limits.ts'
import type { OpenBlobs, StoredBlob } from '../source/blob-store.ts'
import { abortable } from '../stream/abortable.ts'
import { decompress } from '../stream/decompress.ts'
import { limitBytes } from '../stream/limit.ts'
import { isCompressed } from './layer-range.ts'
import { SpooledBlobs } from './spooled-blobs.ts'

export interface UnpackOptions {
  readonly folders: readonly string[]
  readonly limits: Limits
  readonly signal: AbortSignal
}

/**
 * The same blobs, each compressed one unpacked into a spool when it is first asked for: many of its files can then
 * be read in any order, where each would otherwise cost unpacking everything in front of it.
 */
export function unpackedBlobs(blobs: OpenBlobs, options: UnpackOptions): OpenBlobs {
  const spooled = new SpooledBlobs(options.folders)
  const plain = new Map<string, StoredBlob>()
  return {
    async find(name): Promise<StoredBlob | undefined> {
      const known = plain.get(name) ?? (await findPlain(name, blobs, spooled, options))
      if (known !== undefined) plain.set(name, known)
      return known
    },
    async [Symbol.asyncDispose]() {
      await spooled[Symbol.asyncDispose]()
      await blobs[Symbol.asyncDispose]()
    },
  }
}

async function findPlain(
  name: string,
  blobs: OpenBlobs,
  spooled: SpooledBlobs,
  options: UnpackOptions,
): Promise<StoredBlob | undefined> {
  const blob = await blobs.find(name)
  if (blob === undefined || !(await isCompressed(blob))) return blob && { ...blob, isPlain: true }
  if (!spooled.has(blob.key)) await unpack(blob, spooled, options)
  const unpacked = await spooled.find(blob.key)
  return unpacked && { ...unpacked, isPlain: true }
}

async function unpack(
  blob: StoredBlob,
  spooled: SpooledBlobs,
  { limits, signal }: UnpackOptions,
): Promise<void> {
  const what = blob.key
  const { bytes } = await decompress(blob.read(), { what, limits })
  const limited = limitBytes(bytes, { what, limit: 'unpacked', allowed: limits.unpacked })
  for await (const chunk of abortable(spooled.keep(blob.key, limited), signal)) void chunk // kept on its way
}
