import { fail } from '../../errors.ts'
import type { ImageDocuments } from '../../image/image.ts'
import type { ImageName } from '../../image/image-name.ts'
import { formatPlatform } from '../../image/platform.ts'
import type { ReadOptions, Source, SourceInfo, SourcePart } from '../source.ts'
import type { EngineClient } from './client.ts'
import { type ExportedImage, exportParts } from './export-parts.ts'
import { imageLayers } from './image-layers.ts'
import { type FoundImage, inspectImage } from './inspect-image.ts'
import { fetchMissing } from './missing-image.ts'

/** An image of an engine. What the engine says of it comes before the export's first byte. */
export function engineSource(client: EngineClient, name: ImageName): EngineSource {
  const info = { kind: 'engine', label: client.engine.label, notes: [] } as const
  const source = sourceInEngine(info, client, options => findImage(client, name, options))
  return { ...source, neighbours: signal => imageLayers(client, signal) }
}

/** A source whose layers come with an export of images of an engine. */
export function sourceInEngine(
  info: SourceInfo,
  client: EngineClient,
  find: EngineImage['find'],
): EngineSource {
  const parts = (options: ReadOptions) => engineParts(client, find, options)
  return { info, parts, inEngine: { client, find, parts } }
}

export interface EngineSource extends Source {
  readonly inEngine: EngineImage
}

/** What of which engine a source is, for whoever wants several with one export. */
export interface EngineImage {
  readonly client: EngineClient
  /** Asks the engine about it, fetching what is missing if that is wanted; tells what it says. */
  find(options: ReadOptions): AsyncGenerator<SourcePart, ExportedImage>
  /** What the source's parts are unless somebody put something in between. */
  readonly parts: Source['parts']
}

/** The engine's image behind a source; `null` when it is none, or when its parts have to go another way. */
export function engineImageOf(source: Source): EngineImage | null {
  return isEngineSource(source) && source.parts === source.inEngine.parts ? source.inEngine : null
}

function isEngineSource(source: Source): source is EngineSource {
  return 'inEngine' in source
}

async function* engineParts(
  client: EngineClient,
  find: EngineImage['find'],
  options: ReadOptions,
): AsyncGenerator<SourcePart> {
  const image = yield* find(options)
  if (!isKnownWhole(image, options))
    for await (const { part } of exportParts(client, [image], options)) yield part
  yield* image.rest(options)
}

/** Whether an export would bring nothing new: every layer is known, and which step made it. */
export function isKnownWhole({ found }: ExportedImage, { isKnown }: ReadOptions): boolean {
  const layers = found?.documents?.layers
  if (layers === undefined || isKnown === undefined) return false
  return layers.every(({ diffId, step }) => diffId !== null && step !== null && isKnown(diffId))
}

async function* findImage(
  client: EngineClient,
  name: ImageName,
  options: ReadOptions,
): AsyncGenerator<SourcePart, ExportedImage> {
  const { platform, pull, signal } = options
  let found = await inspectImage(client, name, platform, signal)
  if (found === null) {
    yield* fetchMissing(client, { name, platform, pull, signal })
    found = (await inspectImage(client, name, platform, signal)) ?? vanished(client, name)
  }
  if (found.documents !== null) {
    yield identityPart(found, found.documents)
    yield { kind: 'documents', stage: 'preview', documents: found.documents }
  }
  return { name, platform, found, complete: asExported, rest: nothing }
}

/** An id names one image, or with containerd's store an index of several platforms. */
function identityPart({ id, tags }: FoundImage, { platform }: ImageDocuments): SourcePart {
  return { kind: 'identity', identity: `engine ${id} ${formatPlatform(platform)}`, tags }
}

function asExported(documents: ImageDocuments): ImageDocuments {
  return documents
}

async function* nothing(): AsyncGenerator<SourcePart> {}

function vanished({ engine }: EngineClient, { text }: ImageName): never {
  return fail({
    kind: 'missingImage',
    reference: text,
    where: `in the engine at ${engine.label}`,
    similar: [],
  })
}
