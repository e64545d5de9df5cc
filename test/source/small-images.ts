import { archiveOf, type BuiltImage, buildImage, type Member } from '../../fixtures/archive/image-recipe.ts'
import {
  type Blob,
  configBlob,
  layerBlob,
  MANIFEST,
  manifestBlob,
} from '../../fixtures/archive/oci-layout.ts'
import type { ReadOptions } from '../../src/source/source.ts'
import { readSource, refusalOf, streamed } from './parts.ts'

export const TWO_LAYERS = [[{ name: 'a', content: 'a' }], [{ name: 'b', content: 'b' }]]
export const image = buildImage({ layers: TWO_LAYERS })

export function read(
  members: readonly Member[],
  tag: string | null = null,
  options: Partial<ReadOptions> = {},
) {
  return readSource(streamed(archiveOf(members), tag, options))
}

export function refusal(
  members: readonly Member[],
  tag: string | null = null,
  options: Partial<ReadOptions> = {},
) {
  return refusalOf(streamed(archiveOf(members), tag, options))
}

/** The blobs of an image, its manifest last. */
export function blobsOf(built: BuiltImage = image): { blobs: Blob[]; manifest: Blob } {
  const packed = built.layers.map(layer => layerBlob(layer, 'gzip'))
  const manifest = manifestBlob(built, packed)
  return { blobs: [...packed, configBlob(built), manifest], manifest }
}

/** A descriptor of something nobody saved. */
export const ABSENT = { mediaType: MANIFEST, digest: `sha256:${'0'.repeat(64)}`, size: 1 }
