import { fail, LayerscopeError } from '../../src/errors.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { archiveParts } from '../../src/source/archive-stream.ts'
import { documentDigest } from '../../src/source/documents.ts'
import type { ReadOptions, SourcePart } from '../../src/source/source.ts'

export const OPTIONS: ReadOptions = {
  platform: null,
  hostArchitecture: 'x64',
  verify: true,
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  pull: { kind: 'never' },
}

/** Everything a source said, each blob read to its end. */
export interface ReadSource {
  readonly documents: ImageDocuments
  /** sha256 of each blob by name, or what went wrong with it. */
  readonly blobs: ReadonlyMap<string, string>
  readonly aliases: ReadonlyMap<string, string>
  /** What came, in order: `documents`, `blob NAME`, `brokenBlob NAME`, `alias NAME`. */
  readonly order: readonly string[]
}

export async function readSource(parts: AsyncIterable<SourcePart>): Promise<ReadSource> {
  const blobs = new Map<string, string>()
  const aliases = new Map<string, string>()
  const order: string[] = []
  let documents: ImageDocuments | undefined
  for await (const part of parts) {
    order.push('name' in part ? `${part.kind} ${part.name}` : part.kind)
    if (part.kind === 'documents') documents = part.documents
    else if (part.kind === 'blob') blobs.set(part.name, await readBlob(part.bytes))
    else if (part.kind === 'alias') aliases.set(part.name, part.target)
    else if (part.kind === 'brokenBlob') blobs.set(part.name, faultKind(part.error))
  }
  if (documents === undefined) throw new Error('the source told no documents')
  return { documents, blobs, aliases, order }
}

async function readBlob(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of bytes) chunks.push(Uint8Array.from(chunk))
    return documentDigest(Buffer.concat(chunks))
  } catch (error) {
    return faultKind(error)
  }
}

function faultKind(error: unknown): string {
  if (error instanceof LayerscopeError) return error.fault.kind
  throw error
}

/** What each layer's blob hashed to, in layer order; links followed. */
export function layerBlobs({ documents, blobs, aliases }: ReadSource): string[] {
  return documents.layers.map(
    ({ blob }) => blobs.get(blob) ?? blobs.get(aliases.get(blob) ?? '') ?? 'missing',
  )
}

/** The sentence a source refuses with. */
export async function refusalOf(parts: AsyncIterable<SourcePart>): Promise<LayerscopeError> {
  try {
    await readSource(parts)
  } catch (error) {
    if (error instanceof LayerscopeError) return error
    throw error
  }
  return fail({ kind: 'usage', message: 'it was read' })
}

/** An archive as a stream, in chunks of so many bytes. */
export function streamed(
  bytes: Uint8Array,
  tag: string | null = null,
  options: Partial<ReadOptions> = {},
  chunk = 65536,
) {
  return archiveParts(chunksOf(bytes, chunk), { reference: 'image.tar', tag }, { ...OPTIONS, ...options })
}

export async function* chunksOf(
  bytes: Uint8Array,
  size: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
