import { type Digest, parseDigest } from './digest.ts'
import {
  count,
  type Field,
  filledText,
  isAbsent,
  member,
  requiredText,
  textsByKey,
  wrong,
} from './json-document.ts'
import type { Platform } from './platform.ts'

/** How one document names another, or a layer (OCI image-spec, descriptor.md). */
export interface Descriptor {
  readonly mediaType: string | null
  /** As written; any algorithm. Where the blob lies follows from it. */
  readonly name: BlobName
  /** The same when it is sha256, the only one we can verify. */
  readonly digest: Digest | null
  readonly bytes: number | null
  readonly platform: Platform | null
  readonly annotations: Readonly<Record<string, string>>
}

/** Algorithm and encoded digest, checked: neither can hold a `/` or be `..`. */
export interface BlobName {
  readonly algorithm: string
  readonly encoded: string
}

export function parseDescriptor(field: Field): Descriptor {
  const written = member(field, 'digest')
  const digest = requiredText(written)
  return {
    mediaType: filledText(member(field, 'mediaType')),
    name: parseBlobName(digest) ?? wrong(written, 'a digest like sha256:1f2e… (64 hex digits)'),
    digest: parseDigest(digest) ?? null,
    bytes: count(member(field, 'size')),
    platform: parsePlatformField(member(field, 'platform')),
    annotations: textsByKey(member(field, 'annotations')),
  }
}

/** The grammar of the OCI image-spec; for sha256 the 64 digits are required. */
function parseBlobName(text: string): BlobName | undefined {
  const match = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([a-zA-Z0-9=_-]{1,256})$/.exec(text)
  const [, algorithm, encoded] = match ?? []
  if (algorithm === undefined || encoded === undefined) return undefined
  return algorithm === 'sha256' && parseDigest(text) === undefined ? undefined : { algorithm, encoded }
}

/** The platform an object names (an index's `platform`, a config's own fields); `null` when it names none. */
export function parsePlatformField(field: Field): Platform | null {
  if (isAbsent(field)) return null
  const os = filledText(member(field, 'os'))
  const architecture = filledText(member(field, 'architecture'))
  if (os === null && architecture === null) return null
  return {
    os: os ?? 'unknown',
    architecture: architecture ?? 'unknown',
    variant: filledText(member(field, 'variant')),
  }
}
