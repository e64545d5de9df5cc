import { fail } from '../../errors.ts'
import type { ImageDocuments } from '../../image/image.ts'
import type { ImageName } from '../../image/image-name.ts'
import { archiveParts } from '../archive-stream.ts'
import type { ReadOptions, Source, SourcePart } from '../source.ts'
import type { EngineClient } from './client.ts'
import { exportImages } from './export-images.ts'
import { type FoundImage, inspectImage, platformQuery } from './inspect-image.ts'
import { fetchMissing } from './missing-image.ts'

/** An image of an engine. What the engine says of it comes before the export's first byte. */
export function engineSource(client: EngineClient, name: ImageName): Source {
  return {
    info: { kind: 'engine', label: client.engine.label, notes: [] },
    parts: options => engineParts(client, name, options),
  }
}

async function* engineParts(
  client: EngineClient,
  name: ImageName,
  options: ReadOptions,
): AsyncGenerator<SourcePart> {
  const { platform, pull, signal } = options
  let image = await inspectImage(client, name, platform, signal)
  if (image === null) {
    yield* fetchMissing(client, { name, platform, pull, signal })
    image = (await inspectImage(client, name, platform, signal)) ?? vanished(client, name)
  }
  if (image.documents !== null) yield { kind: 'documents', stage: 'preview', documents: image.documents }
  yield { kind: 'waiting', expectedBytes: image.expectedBytes }
  const wish = { names: [image.id], platform: platformQuery(client, platform), title: name.text }
  for await (const part of archiveParts(
    exportImages(client, wish, signal),
    { reference: name.text, tag: null },
    options,
  ))
    yield part.kind === 'documents'
      ? { ...part, documents: withEngineKnowledge(part.documents, image) }
      : part
}

function vanished({ engine }: EngineClient, { text }: ImageName): never {
  return fail({
    kind: 'missingImage',
    reference: text,
    where: `in the engine at ${engine.label}`,
    similar: [],
  })
}

/** What only the engine knows: the tags, which an export by id leaves out, and the sizes it told with the history. */
function withEngineKnowledge(
  documents: ImageDocuments,
  { tags, documents: preview }: FoundImage,
): ImageDocuments {
  const told = preview?.steps ?? []
  const steps = documents.steps.map((step, index) => {
    const same = told[index]?.createdBy === step.createdBy && told.length === documents.steps.length
    return same ? { ...step, reportedBytes: told[index]?.reportedBytes ?? null } : step
  })
  return { ...documents, tags, steps }
}
