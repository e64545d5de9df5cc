import { fail } from '../errors.ts'
import type { ImageDocuments } from '../image/image.ts'
import type { OpenBlobs, StoredBlob } from '../source/blob-store.ts'
import type { ReadOptions, Source, SourcePart } from '../source/source.ts'
import { SpooledBlobs } from './spooled-blobs.ts'

/** A source to inspect once, and its blobs to read again afterwards. */
export interface RereadableSource {
  readonly source: Source
  readonly blobs: OpenBlobs
  /** Whether the blobs can be looked into before the source is read. */
  readonly seekable: boolean
}

/**
 * Makes the blobs of a source readable after it was inspected: by their place where the medium has places, else from
 * a spool that is written while the one pass reads. Blobs that pass missed (nobody read them) are fetched by another.
 * Throws a `usage` fault for a saved analysis, which has none.
 */
export async function rereadable(
  source: Source,
  options: ReadOptions,
  folders: readonly string[],
): Promise<RereadableSource> {
  if (source.info.kind === 'analysis') refuseAnalysis(source.info.label)
  const blobs = (await source.openBlobs?.(options.limits)) ?? null
  if (blobs !== null) return { source, blobs, seekable: true }
  const spooled = new SpooledBlobs(folders)
  const kept: Source = { ...source, parts: readOptions => keptParts(source, readOptions, spooled) }
  return { source: kept, blobs: refilling(spooled, source, options), seekable: false }
}

function refuseAnalysis(label: string): never {
  return fail({
    kind: 'usage',
    message: `The saved analysis ${label} knows the files of an image, not what is in them. Name the image itself for that.`,
  })
}

async function* keptParts(
  source: Source,
  options: ReadOptions,
  spooled: SpooledBlobs,
): AsyncGenerator<SourcePart, void, undefined> {
  for await (const part of source.parts(options)) {
    if (part.kind === 'alias') spooled.alias(part.name, part.target)
    if (part.kind === 'documents') aliasDiffIds(part.documents, spooled)
    yield part.kind === 'blob' ? { ...part, bytes: spooled.keep(part.name, part.bytes) } : part
  }
}

/** What an engine says before an export calls blobs by their diffId; who knew the layers already has seen no more. */
function aliasDiffIds({ layers }: ImageDocuments, spooled: SpooledBlobs): void {
  for (const { diffId, blob } of layers) if (diffId !== null && diffId !== blob) spooled.alias(diffId, blob)
}

function refilling(spooled: SpooledBlobs, source: Source, options: ReadOptions): OpenBlobs {
  return {
    async find(name): Promise<StoredBlob | undefined> {
      if (!spooled.has(name) && source.info.kind !== 'standardInput') await refill(spooled, source, options)
      return spooled.find(name)
    },
    [Symbol.asyncDispose]: () => spooled[Symbol.asyncDispose](),
  }
}

/** Reads the source once more for the blobs that are not kept yet. */
async function refill(spooled: SpooledBlobs, source: Source, options: ReadOptions): Promise<void> {
  for await (const part of keptParts(source, options, spooled)) {
    if (part.kind !== 'blob' || spooled.has(part.name)) continue
    for await (const chunk of part.bytes) void chunk // kept on its way
  }
}
