import { createHash } from 'node:crypto'
import { fail } from '../errors.ts'
import { toText } from '../image/byte-string.ts'
import type { ImageDocuments } from '../image/image.ts'
import type { Limits } from '../image/limits.ts'
import type { OpenBlobs } from '../source/blob-store.ts'
import { abortable } from '../stream/abortable.ts'
import {
  entryExtents,
  entryLength,
  entryOffset,
  entryPath,
  entrySha256,
  entryStored,
} from '../tree/layer-tree.ts'
import type { EntryPlace } from '../tree/overlay.ts'
import { layerRange } from './layer-range.ts'
import { contentPieces, storedBytesIn, woven } from './sparse.ts'

/** An image whose contents can be read: what it says of its layers, and where their blobs are. */
export interface ImageContent {
  readonly documents: ImageDocuments
  readonly blobs: OpenBlobs
  readonly limits: Limits
}

export interface ContentOptions {
  readonly signal: AbortSignal
  /** Bytes of the content, as `stat` counts them; default all. */
  readonly start?: number
  readonly end?: number
}

/**
 * The bytes of a regular file as one layer holds it, also when later layers overwrite or delete it: `place` is what
 * `inodePlace` (tree-view) and `versionsOf` (path-versions) say. Holes of a sparse file are zeros. Holds one chunk;
 * leaving early stops the reading. A content read whole is checked against the sha256 taken when the image was read.
 *
 * Faults: `missingBlob`, `truncated`, `corrupted` (also: changed since), `interrupted`, and those of `decompress`.
 */
export async function* openContent(
  image: ImageContent,
  place: EntryPlace,
  options: ContentOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { tree, row } = place
  const length = entryLength(tree, row)
  const start = Math.min(options.start ?? 0, length)
  const end = Math.max(start, Math.min(options.end ?? length, length))
  const bytes = abortable(windowBytes(image, place, start, end), options.signal)
  const sha256 = start === 0 && end === length ? entrySha256(tree, row) : null
  yield* sha256 === null ? bytes : checked(bytes, sha256, titleOf(place))
}

async function* windowBytes(
  image: ImageContent,
  place: EntryPlace,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { tree, row, layer } = place
  const extents = entryExtents(tree, row) ?? [{ offset: 0, length: entryStored(tree, row) }]
  const pieces = contentPieces(extents, start, end)
  const first = entryOffset(tree, row) + storedBytesIn(contentPieces(extents, 0, start))
  const stored = storedBytesIn(pieces)
  const name = image.documents.layers[layer]?.blob ?? `layer ${layer}`
  const what = titleOf(place)
  const blob = (await image.blobs.find(name)) ?? fail({ kind: 'missingBlob', what, blob: name })
  yield* woven(pieces, layerRange(blob, { what, limits: image.limits, start: first, end: first + stored }))
}

async function* checked(
  bytes: AsyncIterable<Uint8Array>,
  sha256: string,
  what: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') === sha256) return
  fail({ kind: 'corrupted', what, detail: 'it is not what it was when the image was read' })
}

function titleOf({ tree, row, layer }: EntryPlace): string {
  const path = entryPath(tree, row)
  return `The content of ${toText(path) ?? path} in layer ${layer}`
}
