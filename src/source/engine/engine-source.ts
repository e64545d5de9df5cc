import { fail } from '../../errors.ts'
import type { ImageDocuments } from '../../image/image.ts'
import type { ImageName } from '../../image/image-name.ts'
import type { ReadOptions, Source, SourcePart } from '../source.ts'
import type { EngineClient } from './client.ts'
import { exportParts } from './export-parts.ts'
import { type FoundImage, inspectImage } from './inspect-image.ts'
import { fetchMissing } from './missing-image.ts'

/** An image of an engine. What the engine says of it comes before the export's first byte. */
export function engineSource(client: EngineClient, name: ImageName): EngineSource {
  const parts = (options: ReadOptions) => engineParts(client, name, options)
  return {
    info: { kind: 'engine', label: client.engine.label, notes: [] },
    parts,
    inEngine: { client, name, parts },
  }
}

export interface EngineSource extends Source {
  readonly inEngine: EngineImage
}

/** Which image of which engine a source is, for whoever wants several with one export. */
export interface EngineImage {
  readonly client: EngineClient
  readonly name: ImageName
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
  name: ImageName,
  options: ReadOptions,
): AsyncGenerator<SourcePart> {
  const found = yield* findInEngine({ client, name }, options)
  for await (const { part } of exportParts(client, [{ name, found }], options)) yield part
}

/** Asks the engine about an image, fetching it when it is missing and that is wanted; tells what it says. */
export async function* findInEngine(
  { client, name }: Pick<EngineImage, 'client' | 'name'>,
  options: ReadOptions,
): AsyncGenerator<SourcePart, FoundImage> {
  const { platform, pull, signal } = options
  let image = await inspectImage(client, name, platform, signal)
  if (image === null) {
    yield* fetchMissing(client, { name, platform, pull, signal })
    image = (await inspectImage(client, name, platform, signal)) ?? vanished(client, name)
  }
  if (image.documents !== null) yield documentsPart(image.documents)
  return image
}

function documentsPart(documents: ImageDocuments): SourcePart {
  return { kind: 'documents', stage: 'preview', documents }
}

function vanished({ engine }: EngineClient, { text }: ImageName): never {
  return fail({
    kind: 'missingImage',
    reference: text,
    where: `in the engine at ${engine.label}`,
    similar: [],
  })
}
