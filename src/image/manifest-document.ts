import { type Descriptor, parseDescriptor } from './descriptor-document.ts'
import { elements, type Field, filledText, isAbsent, isList, member, textsByKey } from './json-document.ts'
import { claimOf } from './media-type.ts'

/** An OCI manifest, or Docker's schema 2. */
export interface ManifestDocument {
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
  readonly annotations: Readonly<Record<string, string>>
}

export function parseManifest(field: Field): ManifestDocument {
  return {
    config: parseDescriptor(member(field, 'config')),
    layers: elements(member(field, 'layers')).map(parseDescriptor),
    annotations: textsByKey(member(field, 'annotations')),
  }
}

/** What a JSON document found in the place of an image is. */
export type DocumentShape =
  | 'index'
  | 'manifest'
  /** Docker's schema 1, which names no diffIds and no config. */
  | 'oldManifest'
  /** A list: the `manifest.json` of `docker save`. */
  | 'dockerManifest'
  | 'other'

/**
 * What a document is. Its own media type decides, then its descriptor's, then its members: the OCI spec makes
 * `mediaType` optional, and a document with both `manifests` and `layers` must not be two things to two readers.
 */
export function shapeOf(field: Field, described: string | null): DocumentShape {
  if (isList(field)) return 'dockerManifest'
  for (const mediaType of [filledText(member(field, 'mediaType')), described]) {
    const claim = mediaType === null ? null : claimOf(mediaType).kind
    if (claim === 'index' || claim === 'manifest' || claim === 'oldManifest') return claim
  }
  if (!isAbsent(member(field, 'manifests'))) return 'index'
  if (!isAbsent(member(field, 'fsLayers'))) return 'oldManifest'
  return isAbsent(member(field, 'layers')) && isAbsent(member(field, 'config')) ? 'other' : 'manifest'
}

/**
 * What a manifest holds that is not an image (a chart, a signature, an attestation), or `null` for an image. A config
 * of another type says so; signatures borrow the image's config type but have only JSON for layers.
 */
export function artifactType({ config, layers }: ManifestDocument, field: Field): string | null {
  const claim = config.mediaType === null ? 'config' : claimOf(config.mediaType).kind
  if (claim !== 'config') return filledText(member(field, 'artifactType')) ?? config.mediaType
  const [first] = layers
  const isOnlyJson = layers.every(
    layer => layer.mediaType !== null && claimOf(layer.mediaType).kind === 'artifact',
  )
  return first !== undefined && isOnlyJson ? first.mediaType : null
}
