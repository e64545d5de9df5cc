import type { Finding } from '../image/finding.ts'
import type { ImageDocuments } from '../image/image.ts'
import { parseJsonDocument } from '../image/json-document.ts'
import { shapeOf } from '../image/manifest-document.ts'
import { chooseImage, type Wish } from './choose-image.ts'
import { directoryOffers } from './directory-offers.ts'
import { dockerOffers } from './docker-offers.ts'
import type { Documents } from './documents.ts'
import { indexOffers } from './index-offers.ts'
import { legacyOffers } from './legacy-offers.ts'
import { idOf, imageOf, type Offer, tagsOf } from './offer.ts'

export interface FindOptions extends Wish {
  /** Whether a document that is not what its digest says is a fault. */
  readonly verify: boolean
}

/**
 * The image a source holds, whatever wrote it; `undefined` when no document says that this is an image at all.
 *
 *     index.json                       OCI layout; Docker ≥ 25, Podman, Skopeo, BuildKit
 *     manifest.json, a list            docker save and its imitators
 *     manifest.json, an object         Skopeo's dir:
 *     repositories, <id>/json          Docker ≤ 1.9
 *
 * Many archives hold two of these. The index says more (digests, media types, platforms), `manifest.json` knows the
 * tags; so images of both are one when they have one config, and either alone is enough.
 *
 * Faults: `malformedDocument`, `limitExceeded`, and those of `chooseImage`.
 */
export async function findImage(
  documents: Documents,
  options: FindOptions,
): Promise<ImageDocuments | undefined> {
  const found = await findOffers(documents, options)
  if (found === undefined) return undefined
  const offer = chooseImage(found.offers, options)
  const image = imageOf(offer)
  if (image === null) return undefined
  return { ...image, tags: tagsOf(offer), findings: [...found.findings, ...image.findings] }
}

interface Found {
  readonly offers: readonly Offer[]
  readonly findings: readonly Finding[]
}

async function findOffers(documents: Documents, { verify }: FindOptions): Promise<Found | undefined> {
  const index = await documents.read('index.json')
  const manifest = await documents.read('manifest.json')
  const indexed = index === undefined ? EMPTY : await indexOffers(index, documents, verify)
  const listed = manifest === undefined ? [] : await manifestOffers(manifest, documents, verify)
  const offers = merge(indexed.offers, listed)
  if (offers.length > 0) return { offers, findings: indexed.findings }
  const legacy = await legacyOffers(documents)
  if (legacy.length > 0) return { offers: legacy, findings: indexed.findings }
  return index === undefined && manifest === undefined ? undefined : { offers: [], findings: [] }
}

const EMPTY: Found = { offers: [], findings: [] }

async function manifestOffers(bytes: Uint8Array, documents: Documents, verify: boolean): Promise<Offer[]> {
  const field = parseJsonDocument(bytes, 'manifest.json')
  return shapeOf(field, null) === 'dockerManifest'
    ? dockerOffers(field, documents)
    : directoryOffers(field, bytes, documents, verify)
}

/** The offers of the index, with the tags `manifest.json` has for them; then those only `manifest.json` knows. */
function merge(indexed: readonly Offer[], listed: readonly Offer[]): Offer[] {
  const known = new Set(indexed.filter(isReadable).map(idOf))
  const named = indexed.map(offer => {
    const twins = listed.filter(other => idOf(other) !== null && idOf(other) === idOf(offer))
    return { ...offer, otherNames: twins.flatMap(({ names }) => names) }
  })
  const rest = listed.filter(offer => !known.has(idOf(offer)))
  const isAnswered = rest.some(isReadable) && !indexed.some(isReadable)
  return isAnswered ? rest : [...named, ...rest.filter(offer => isReadable(offer) || known.size === 0)]
}

function isReadable({ content }: Offer): boolean {
  return content.kind === 'image'
}
