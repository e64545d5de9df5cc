import { fail } from '../errors.ts'
import { type ConfigDocument, parseConfig } from '../image/config-document.ts'
import type { Descriptor } from '../image/descriptor-document.ts'
import { type Digest, shortDigest } from '../image/digest.ts'
import type { Finding } from '../image/finding.ts'
import type { ImageDocuments } from '../image/image.ts'
import { describeImage } from '../image/image-documents.ts'
import { type Field, parseJsonDocument } from '../image/json-document.ts'
import { artifactType, type ManifestDocument, parseManifest, shapeOf } from '../image/manifest-document.ts'
import { type Documents, documentDigest } from './documents.ts'
import type { OfferContent } from './offer.ts'

/** Where a manifest is, and how its source turns digests into names. */
export interface ManifestPlace {
  /** What named it. */
  readonly descriptor: Pick<Descriptor, 'digest' | 'mediaType'> | null
  readonly path: string
  readonly blobPath: (descriptor: Descriptor) => string
}

/**
 * The image a manifest describes. Faults: `malformedDocument`, `limitExceeded`, `notAnImage` for a schema 1 manifest,
 * `digestMismatch` of manifest or config (a finding with `verify` off).
 */
export async function manifestContent(
  place: ManifestPlace,
  documents: Documents,
  verify: boolean,
): Promise<OfferContent> {
  const bytes = await documents.read(place.path)
  if (bytes === undefined)
    return { kind: 'absent', what: 'The manifest', blob: place.descriptor?.digest ?? place.path }
  const field = parseJsonDocument(bytes, `manifest ${place.path}`)
  refuseOtherShapes(field, place)
  const manifest = parseManifest(field)
  const artifact = artifactType(manifest, field)
  if (artifact !== null) return { kind: 'artifact', type: artifact }
  const digest = documentDigest(bytes)
  const findings = checkDigest('The manifest', place.descriptor?.digest ?? null, digest, verify)
  return imageContent({ manifest, digest, findings, place }, documents, verify)
}

function refuseOtherShapes(field: Field, { descriptor, path }: ManifestPlace): void {
  const shape = shapeOf(field, descriptor?.mediaType ?? null)
  if (shape === 'manifest') return
  const found =
    shape === 'oldManifest' ? 'a schema 1 manifest, which Docker gave up in 2017' : 'some other document'
  fail({ kind: 'notAnImage', reference: path, found, valid: 'an OCI manifest or a Docker schema 2 manifest' })
}

interface CheckedManifest {
  readonly manifest: ManifestDocument
  readonly digest: Digest
  readonly findings: readonly Finding[]
  readonly place: ManifestPlace
}

async function imageContent(
  { manifest, digest, findings, place }: CheckedManifest,
  documents: Documents,
  verify: boolean,
): Promise<OfferContent> {
  const path = place.blobPath(manifest.config)
  const bytes = await documents.read(path)
  if (bytes === undefined) return { kind: 'absent', what: 'The config', blob: manifest.config.digest ?? path }
  const config = parseConfig(parseJsonDocument(bytes, `config ${path}`))
  const id = documentDigest(bytes)
  const configFindings = checkDigest('The config', manifest.config.digest, id, verify)
  const image = describe(manifest, config, {
    digest,
    id,
    findings: [...findings, ...configFindings],
    blobPath: place.blobPath,
  })
  return { kind: (await isHollow(image, documents)) ? 'hollow' : 'image', image }
}

interface Known extends Pick<ImageDocuments, 'digest' | 'id' | 'findings'> {
  readonly blobPath: (descriptor: Descriptor) => string
}

function describe(manifest: ManifestDocument, config: ConfigDocument, known: Known): ImageDocuments {
  const { digest, id, findings, blobPath } = known
  return describeImage({
    tags: [],
    digest,
    id,
    config,
    diffIds: config.diffIds,
    layers: manifest.layers.map(layer => ({
      blob: blobPath(layer),
      digest: layer.digest,
      mediaType: layer.mediaType,
      blobBytes: layer.bytes,
    })),
    annotations: manifest.annotations,
    findings,
  })
}

/** Whether a source holds none of an image's layers. */
export async function isHollow({ layers }: ImageDocuments, documents: Documents): Promise<boolean> {
  for (const { blob } of layers) if (await documents.has(blob)) return false
  return layers.length > 0
}

/** The fault of a document that is not what its digest says, or, unverified, a finding. */
export function checkDigest(
  what: string,
  expected: Digest | null,
  actual: Digest,
  verify: boolean,
): Finding[] {
  if (expected === null || expected === actual) return []
  if (verify) return fail({ kind: 'digestMismatch', what, expected, actual })
  return [
    {
      kind: 'digestMismatch',
      severity: 'error',
      layer: null,
      path: null,
      bytes: null,
      message: `${what} is not ${shortDigest(expected)}, as it is named; shown because of --no-verify.`,
      evidence: [`expected ${expected}`, `found ${actual}`],
    },
  ]
}
