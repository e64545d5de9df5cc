import type { ImageDocuments } from '../../image/image.ts'
import type { ImageName } from '../../image/image-name.ts'
import { type ImagePart, imagesParts } from '../archive-stream.ts'
import type { ReadOptions } from '../source.ts'
import type { EngineClient } from './client.ts'
import { exportImages } from './export-images.ts'
import { type FoundImage, platformQuery } from './inspect-image.ts'

/** An image the engine has. */
export interface ExportedImage {
  readonly name: ImageName
  readonly found: FoundImage
}

/** The parts of images of one engine, from one export in which each layer is once. */
export async function* exportParts(
  client: EngineClient,
  images: readonly ExportedImage[],
  options: ReadOptions,
): AsyncGenerator<ImagePart> {
  const title = images.map(({ name }) => name.text).join('", "')
  const ids = [...new Set(images.map(({ found }) => found.id))]
  yield { image: null, part: { kind: 'waiting', expectedBytes: expectedBytes(images) } }
  const wish = { names: ids, platform: platformQuery(client, options.platform), title }
  // An export of one image needs no choosing, and may call it by a name that is not the id.
  const asked = images.map(({ name, found }) => ({
    reference: name.text,
    tag: ids.length === 1 ? null : found.id,
  }))
  const bytes = exportImages(client, wish, options.signal)
  for await (const { image, part } of imagesParts(bytes, { what: title, asked }, options)) {
    const found = image === null ? undefined : images[image]?.found
    if (part.kind !== 'documents' || found === undefined) yield { image, part }
    else yield { image, part: { ...part, documents: withEngineKnowledge(part.documents, found) } }
  }
}

/** What the images unpack to, layers they share counted once where the engine says how large these are. */
function expectedBytes(images: readonly ExportedImage[]): number | null {
  const [first] = images
  if (images.length === 1) return first?.found.expectedBytes ?? null
  const layers = new Map<string, number>()
  for (const { found } of images) {
    for (const { diffId, step } of found.documents?.layers ?? []) {
      const bytes = step === null ? null : (found.documents?.steps[step]?.reportedBytes ?? null)
      if (diffId === null || bytes === null) return null
      layers.set(diffId, bytes)
    }
  }
  return [...layers.values()].reduce((sum, bytes) => sum + bytes, 0)
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
