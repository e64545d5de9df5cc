import { fail } from '../errors.ts'
import { parseConfig } from '../image/config-document.ts'
import { type Digest, digestOfHex } from '../image/digest.ts'
import { type DockerManifestEntry, parseDockerManifest } from '../image/docker-manifest-document.ts'
import type { Finding } from '../image/finding.ts'
import { describeImage, type LayerBlob } from '../image/image-documents.ts'
import { type Field, parseJsonDocument } from '../image/json-document.ts'
import { type Documents, documentDigest, memberName } from './documents.ts'
import { isHollow } from './manifest-content.ts'
import { loadContent, type Offer, type OfferContent } from './offer.ts'

/** The images of the `manifest.json` of `docker save`: paths of a config and of layers, which say nothing more. */
export async function dockerOffers(manifest: Field, documents: Documents): Promise<Offer[]> {
  const offers: Offer[] = []
  for (const entry of parseDockerManifest(manifest)) {
    const content = await loadContent(() => entryContent(entry, documents))
    offers.push({ names: entry.tags, otherNames: [], key: entry.config, platform: null, content })
  }
  return offers
}

async function entryContent(entry: DockerManifestEntry, documents: Documents): Promise<OfferContent> {
  const path = memberName(entry.config) ?? entry.config
  const bytes = await documents.read(path)
  if (bytes === undefined) return fail({ kind: 'missingBlob', what: 'The config', blob: entry.config })
  const config = parseConfig(parseJsonDocument(bytes, `config ${path}`))
  const id = documentDigest(bytes)
  const image = describeImage({
    tags: [],
    digest: null,
    id,
    config,
    diffIds: config.diffIds,
    layers: entry.layers.map(layer => layerBlob(layer, entry)),
    annotations: {},
    findings: nameFindings(path, id),
  })
  return { kind: (await isHollow(image, documents)) ? 'hollow' : 'image', image }
}

/** Only `blobs/sha256/<hex>` promises a digest; `<hex>.tar` and `<hex>/layer.tar` are names of another kind. */
function layerBlob(path: string, { layerSources }: DockerManifestEntry): LayerBlob {
  const blob = memberName(path) ?? path
  const digest = digestOfHex(/^blobs\/sha256\/([0-9a-f]{64})$/.exec(blob)?.[1] ?? '') ?? null
  const source = layerSources.find(descriptor => digest !== null && descriptor.digest === digest)
  return { blob, digest, mediaType: source?.mediaType ?? null, blobBytes: source?.bytes ?? null }
}

/** Writers name a config after its sha256; engines do not check it, so another name is only worth telling. */
function nameFindings(path: string, id: Digest): Finding[] {
  const named = digestOfHex(/^(?:.*[/:])?([0-9a-f]{64})(?:\.json)?$/.exec(path)?.[1] ?? '')
  if (named === undefined || named === id) return []
  return [
    {
      kind: 'digestMismatch',
      severity: 'warning',
      layer: null,
      path: null,
      bytes: null,
      message: `The config ${path} is not named after its content; its digest is ${id}.`,
      evidence: [`expected ${named}`, `found ${id}`],
    },
  ]
}
