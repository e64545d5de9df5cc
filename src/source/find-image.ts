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

/**
 * The offers of the index, with the tags `manifest.json` has for them; then those only `manifest.json` knows. An index
 * of which nothing was saved does not count beside it; an image the index has and that is broken does, though
 * `manifest.json` could be read instead: it would hide the damage.
 */
function merge(indexed: readonly Offer[], listed: readonly Offer[]): Offer[] {
  const present = indexed.filter(offer => isReadable(offer) || isBroken(offer))
  if (present.length === 0 && listed.some(isReadable)) return [...listed]
  const ids = new Set(present.filter(isReadable).map(idOf))
  const brokenNames = new Set(present.filter(isBroken).flatMap(tagsOf))
  const rest = listed.filter(
    offer => !ids.has(idOf(offer)) && !tagsOf(offer).some(tag => brokenNames.has(tag)),
  )
  const named = indexed.map(offer => ({ ...offer, otherNames: namesOfTwins(offer, listed) }))
  return [...named, ...rest.filter(offer => isReadable(offer) || present.length === 0)]
}

function namesOfTwins(offer: Offer, listed: readonly Offer[]): string[] {
  const id = idOf(offer)
  return listed.filter(other => id !== null && idOf(other) === id).flatMap(({ names }) => names)
}

function isReadable({ content }: Offer): boolean {
  return content.kind === 'image'
}

function isBroken({ content }: Offer): boolean {
  return content.kind === 'broken'
}
