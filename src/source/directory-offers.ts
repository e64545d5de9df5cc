import type { Descriptor } from '../image/descriptor-document.ts'
import { isAttestation, parseIndex } from '../image/index-document.ts'
import type { Field } from '../image/json-document.ts'
import { shapeOf } from '../image/manifest-document.ts'
import { type Documents, documentDigest } from './documents.ts'
import { manifestContent } from './manifest-content.ts'
import { loadContent, type Offer } from './offer.ts'

/**
 * The images of Skopeo's directory form: `manifest.json` is the manifest itself and blobs are named by their hex
 * digits alone. With `--all` it is an index, and each manifest a file `<hex>.manifest.json`.
 */
export async function directoryOffers(
  field: Field,
  bytes: Uint8Array,
  documents: Documents,
  verify: boolean,
): Promise<Offer[]> {
  if (shapeOf(field, null) !== 'index') {
    const key = documentDigest(bytes)
    const place = { descriptor: null, path: 'manifest.json', blobPath: fileName }
    return [await offerOf(key, null, () => manifestContent(place, documents, verify))]
  }
  const offers: Offer[] = []
  for (const descriptor of parseIndex(field).manifests) {
    if (isAttestation(descriptor)) continue
    const path = `${fileName(descriptor)}.manifest.json`
    const key = `${descriptor.name.algorithm}:${descriptor.name.encoded}`
    const load = () => manifestContent({ descriptor, path, blobPath: fileName }, documents, verify)
    offers.push(await offerOf(key, descriptor, load))
  }
  return offers
}

async function offerOf(
  key: string,
  descriptor: Descriptor | null,
  load: Parameters<typeof loadContent>[0],
): Promise<Offer> {
  const platform = descriptor?.platform ?? null
  return { names: [], otherNames: [], key, platform, content: await loadContent(load) }
}

function fileName({ name }: Descriptor): string {
  return name.encoded
}
