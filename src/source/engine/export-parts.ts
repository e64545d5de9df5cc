import type { ImageDocuments } from '../../image/image.ts'
import type { ImageName } from '../../image/image-name.ts'
import type { Platform } from '../../image/platform.ts'
import { type ImagePart, imagesParts } from '../archive-stream.ts'
import type { ReadOptions, SourcePart } from '../source.ts'
import type { EngineClient } from './client.ts'
import { exportImages } from './export-images.ts'
import { type FoundImage, platformQuery } from './inspect-image.ts'

/** An image the engine was asked about, and what is made of it. */
export interface ExportedImage {
  /** For messages. */
  readonly name: ImageName
  readonly platform: Platform | null
  /** `null`: no export can hold anything of it. */
  readonly found: FoundImage | null
  /** What its documents are in the end: as exported, or with what does not come from an image. */
  complete(documents: ImageDocuments): ImageDocuments
  /** What comes behind the export. */
  rest(options: ReadOptions): AsyncIterable<SourcePart>
}

interface PresentImage extends ExportedImage {
  readonly found: FoundImage
}

/** The parts of images of one engine, from one export in which each layer is once. */
export async function* exportParts(
  client: EngineClient,
  images: readonly ExportedImage[],
  options: ReadOptions,
): AsyncGenerator<ImagePart> {
  const present = images.filter(isPresent)
  const [first] = present
  if (first === undefined) return
  const title = present.map(({ name }) => name.text).join('", "')
  const ids = [...new Set(present.map(({ found }) => found.id))]
  yield { image: null, part: { kind: 'waiting', expectedBytes: expectedBytes(present) } }
  const platform = present.length === 1 ? first.platform : options.platform
  const wish = { names: ids, platform: platformQuery(client, platform), title }
  // An export of one image needs no choosing, and may call it by a name that is not the id.
  const asked = present.map(({ name, found }) => ({
    reference: name.text,
    tag: ids.length === 1 ? null : found.id,
  }))
  const bytes = exportImages(client, wish, options.signal)
  for await (const { image, part } of imagesParts(bytes, { what: title, asked }, { ...options, platform })) {
    const about = image === null ? undefined : present[image]
    if (about === undefined) yield { image: null, part }
    else yield { image: images.indexOf(about), part: completed(part, about) }
  }
}

function isPresent(image: ExportedImage): image is PresentImage {
  return image.found !== null
}

function completed(part: SourcePart, image: PresentImage): SourcePart {
  if (part.kind !== 'documents') return part
  return { ...part, documents: image.complete(withEngineKnowledge(part.documents, image.found)) }
}

/** What the images unpack to, layers they share counted once where the engine says how large these are. */
function expectedBytes(images: readonly PresentImage[]): number | null {
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
