import type { Digest } from '../image/digest.ts'
import type { LayerFacts } from '../image/facts/fact.ts'
import type { Limits } from '../image/limits.ts'
import { type Decompressed, decompress } from '../stream/decompress.ts'
import { gzipMeasured } from '../stream/gzip-size.ts'
import type { Hashers } from '../stream/hasher.ts'
import { type Hashed, hashing } from '../stream/hashing.ts'
import { limitBytes } from '../stream/limit.ts'
import { walkTar } from '../tar/walk-tar.ts'
import type { LayerTree } from '../tree/layer-tree.ts'
import { LayerVisitor } from './layer-visitor.ts'

export interface ReadLayerOptions {
  /** What is being read, for messages: `Layer 3 (sha256:…)`. */
  readonly what: string
  readonly limits: Limits
  readonly signal: AbortSignal
  /** Told the bytes of the blob read so far, once a chunk. */
  readonly onBytes?: (stored: number) => void
  /** What takes digests elsewhere; without it all are taken on this thread. */
  readonly hashers?: Hashers
  /** Whether a layer that comes uncompressed is compressed on the way, to learn how long it is then. */
  readonly measureGzip?: boolean
}

/** What depends on a layer's diffId alone, wherever and however packed it was read. */
export interface KnownLayer {
  /** sha256 of the uncompressed tar. */
  readonly diffId: Digest
  readonly tree: LayerTree
  readonly facts: LayerFacts
  /** Global PAX headers met, and ignored as engines do. */
  readonly globalHeaders: number
}

/** Everything one pass over a layer's blob tells. */
export interface LayerContent extends KnownLayer {
  /** sha256 of the blob as stored. */
  readonly blobDigest: Digest
  /** Length of the blob as stored, bytes. */
  readonly blobBytes: number
  readonly compression: Decompressed['compression']
  /** Length when compressed with gzip; `null` unless that was asked for, and for what came compressed. */
  readonly gzipBytes: number | null
}

/**
 * Reads one layer in one pass, holding nothing of it but what it returns:
 *
 *   blob ▸ sha256 ▸ decompress ▸ sha256 ▸ limit ▸ entries ▸ tree, sha256 and facts of every file
 *
 * The two digests are of everything there is, bytes behind the end of the archive included. Rejects with the faults
 * of `decompress` and `walkTar`, with `limitExceeded` (`unpacked`, `entries`, `path`, `depth`), and with errors of
 * the bytes, unchanged.
 */
export async function readLayer(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadLayerOptions,
): Promise<LayerContent> {
  const { what, limits, onBytes, hashers } = options
  const blob = hashing(bytes, hashers?.hasher())
  const stored = onBytes === undefined ? blob.bytes : reporting(blob, onBytes)
  const unpacked = await decompress(stored, options)
  const tar = unpacked.compression === 'none' ? undefined : hashing(unpacked.bytes, hashers?.hasher())
  const plain = tar?.bytes ?? unpacked.bytes
  const gzip = options.measureGzip && tar === undefined ? gzipMeasured(plain) : undefined
  const limited = limitBytes(gzip?.bytes ?? plain, {
    what,
    limit: 'unpacked',
    allowed: limits.unpacked,
  })
  const visitor = new LayerVisitor(what, limits, hashers)
  const { globalHeaders } = await walkTar(limited, visitor, options)
  const blobDigest = await blob.digest()
  return {
    diffId: (await tar?.digest()) ?? blobDigest,
    blobDigest,
    blobBytes: blob.count(),
    compression: unpacked.compression,
    gzipBytes: (await gzip?.compressedBytes()) ?? null,
    ...(await visitor.finish()),
    globalHeaders,
  }
}

async function* reporting(
  blob: Hashed,
  onBytes: (stored: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of blob.bytes) {
    onBytes(blob.count())
    yield chunk
  }
}
