import type { Finding } from './finding.ts'
import type { LayerDescriptor } from './image.ts'

/** What a media type claims about a blob. */
export type MediaTypeClaim =
  | { readonly kind: 'index' }
  | { readonly kind: 'manifest' }
  | { readonly kind: 'oldManifest' }
  | { readonly kind: 'config' }
  | LayerClaim
  /** JSON that is no part of an image: attestations, signatures, bills of materials. */
  | { readonly kind: 'artifact' }
  | { readonly kind: 'unknown' }

export interface LayerClaim {
  readonly kind: 'layer'
  /** How the blob is said to be packed; `unknown` for a word we do not know. */
  readonly compression: 'none' | 'gzip' | 'zstd' | 'unknown'
  readonly encrypted: boolean
  /** Left where it came from, not copied with the image (Windows bases). */
  readonly foreign: boolean
}

/** What a media type claims; parameters (`; charset=utf-8`) and case do not matter. */
export function claimOf(mediaType: string): MediaTypeClaim {
  const plain = mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  return DOCUMENTS.get(plain) ?? layerClaim(plain) ?? { kind: isJson(plain) ? 'artifact' : 'unknown' }
}

const DOCUMENTS: ReadonlyMap<string, MediaTypeClaim> = new Map<string, MediaTypeClaim>([
  ['application/vnd.oci.image.index.v1+json', { kind: 'index' }],
  ['application/vnd.docker.distribution.manifest.list.v2+json', { kind: 'index' }],
  ['application/vnd.oci.image.manifest.v1+json', { kind: 'manifest' }],
  ['application/vnd.docker.distribution.manifest.v2+json', { kind: 'manifest' }],
  ['application/vnd.docker.distribution.manifest.v1+json', { kind: 'oldManifest' }],
  ['application/vnd.docker.distribution.manifest.v1+prettyjws', { kind: 'oldManifest' }],
  ['application/vnd.oci.image.config.v1+json', { kind: 'config' }],
  ['application/vnd.docker.container.image.v1+json', { kind: 'config' }],
])

/**
 * Layers of OCI (`application/vnd.oci.image.layer[.nondistributable].v1.tar[+gzip|+zstd][+encrypted]`) and of Docker
 * (`application/vnd.docker.image.rootfs[.foreign].diff.tar[.gzip|.zstd]`).
 */
function layerClaim(mediaType: string): LayerClaim | undefined {
  const match = LAYER.exec(mediaType)
  if (match === null) return undefined
  const words = (match.groups?.['packing'] ?? '').split(/[.+]/).filter(word => word !== '')
  const encrypted = words.includes('encrypted')
  const [packing] = words.filter(word => word !== 'encrypted')
  return {
    kind: 'layer',
    compression: packing === undefined ? 'none' : isKnownPacking(packing) ? packing : 'unknown',
    encrypted,
    foreign: /nondistributable|foreign/.test(mediaType),
  }
}

const LAYER =
  /^application\/vnd\.(?:oci\.image\.layer(?:\.nondistributable)?\.v1\.tar|docker\.image\.rootfs(?:\.foreign)?\.diff\.tar)(?<packing>(?:[.+][a-z0-9]+)*)$/

function isKnownPacking(word: string): word is 'gzip' | 'zstd' {
  return word === 'gzip' || word === 'zstd'
}

function isJson(mediaType: string): boolean {
  return mediaType.endsWith('+json') || mediaType.endsWith('/json')
}

/**
 * Says when a layer is not packed as its media type claims. The magic bytes decide how it is read; the claim is only
 * compared (semantics §3). Skopeo's `dir:` writes plain tars under `…tar.gzip`, so this is a note.
 */
export function mediaTypeFinding(
  layer: Pick<LayerDescriptor, 'index' | 'mediaType'>,
  found: 'none' | 'gzip' | 'zstd',
): Finding | null {
  if (layer.mediaType === null) return null
  const claim = claimOf(layer.mediaType)
  if (claim.kind === 'layer' && claim.compression === found) return null
  const packed = found === 'none' ? 'an uncompressed tar' : `a tar compressed with ${found}`
  return {
    kind: 'mediaTypeMismatch',
    severity: 'note',
    layer: layer.index,
    path: null,
    bytes: null,
    message: `Layer ${layer.index} is ${packed}; its media type is ${layer.mediaType}.`,
    evidence: [`media type ${layer.mediaType}`, `found ${packed}`],
  }
}
