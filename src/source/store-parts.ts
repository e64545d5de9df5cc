import { LayerscopeError } from '../errors.ts'
import type { ImageDocuments, LayerDescriptor } from '../image/image.ts'
import { claimOf } from '../image/media-type.ts'
import type { BlobStore } from './blob-store.ts'
import type { Wish } from './choose-image.ts'
import { findImage } from './find-image.ts'
import type { ReadOptions, SourcePart } from './source.ts'

/** What the user asked for: the reference as written, and the image's name after the path. */
export type Asked = Pick<Wish, 'reference' | 'tag'>

/**
 * The parts of an image in a medium that can be read in any order: documents first, then each blob once, in layer
 * order. Blobs of other images are not touched. When there is no image, `refuse` says what was found instead.
 */
export async function* storeParts(
  store: BlobStore,
  asked: Asked,
  options: ReadOptions,
  refuse: () => Promise<never>,
): AsyncGenerator<SourcePart, void, undefined> {
  const { platform, hostArchitecture, verify } = options
  const image = await findImage(store, { ...asked, platform, hostArchitecture, verify })
  if (image === undefined) return refuse()
  yield* encryptedBlobs(image)
  yield { kind: 'documents', stage: 'final', documents: image }
  const told = new Map<string, string>()
  for (const layer of image.layers) if (!isEncrypted(layer)) yield* blobParts(layer.blob, store, told)
}

async function* blobParts(
  name: string,
  store: BlobStore,
  told: Map<string, string>,
): AsyncGenerator<SourcePart, void, undefined> {
  const found = await store.find(name)
  if (found === undefined) {
    if (store.damage !== null) yield { kind: 'brokenBlob', name, error: store.damage }
    return
  }
  const before = told.get(found.key)
  if (before === name) return
  if (before !== undefined) return yield { kind: 'alias', name, target: before }
  told.set(found.key, name)
  const { bytes: storedBytes, hold } = found
  yield { kind: 'blob', name, storedBytes, bytes: found.read(), ...(hold === undefined ? {} : { hold }) }
}

/**
 * Layers that are encrypted cannot be read, and their bytes look like anything: the documents know better than the
 * reader, so this comes before them.
 */
export function* encryptedBlobs(image: ImageDocuments): Generator<SourcePart, void, undefined> {
  for (const layer of image.layers) {
    if (isEncrypted(layer)) yield { kind: 'brokenBlob', name: layer.blob, error: encryptionError(layer) }
  }
}

function isEncrypted({ mediaType }: LayerDescriptor): boolean {
  const claim = mediaType === null ? null : claimOf(mediaType)
  return claim?.kind === 'layer' && claim.encrypted
}

function encryptionError({ index, mediaType }: LayerDescriptor): LayerscopeError {
  return new LayerscopeError({
    kind: 'unsupportedLayer',
    what: `Layer ${index}`,
    found: `an encrypted layer (${mediaType})`,
    valid: 'a tar that is plain or compressed with gzip or zstd; decrypt the image first',
  })
}
