import { fail } from '../errors.ts'
import { describeImage } from '../image/image-documents.ts'
import { parseJsonDocument } from '../image/json-document.ts'
import { type LegacyLayerDocument, parseLegacyLayer, parseRepositories } from '../image/legacy-document.ts'
import type { Documents } from './documents.ts'
import { isHollow } from './manifest-content.ts'
import { loadContent, type Offer, type OfferContent } from './offer.ts'

/**
 * The images of the v1 layout (Docker ≤ 1.9, without `manifest.json`): `repositories` names the top layers, each
 * `<id>/json` its parent. An image saved by id has no `repositories`; then tops are the layers no other is built on.
 */
export async function legacyOffers(documents: Documents): Promise<Offer[]> {
  const ids = (await documents.names()).flatMap(name => /^([0-9a-f]{64})\/json$/.exec(name)?.[1] ?? [])
  if (ids.length === 0) return []
  const repositories = await documents.read('repositories')
  const tags =
    repositories === undefined ? [] : parseRepositories(parseJsonDocument(repositories, 'repositories'))
  const tops = tags.length > 0 ? tags.map(({ id }) => id) : await topsOf(ids, documents)
  const offers: Offer[] = []
  for (const id of new Set(tops)) {
    const names = tags.flatMap(tag => (tag.id === id ? [tag.tag] : []))
    const content = await loadContent(() => legacyContent(id, documents))
    offers.push({ names, otherNames: [], key: `sha256:${id}`, platform: null, content })
  }
  return offers
}

async function topsOf(ids: readonly string[], documents: Documents): Promise<string[]> {
  const parents = new Set<string | null>()
  for (const id of ids) parents.add((await readLayer(id, documents)).parent)
  return ids.filter(id => !parents.has(id))
}

async function legacyContent(top: string, documents: Documents): Promise<OfferContent> {
  const chain = await readChain(top, documents)
  const { platform, created, config } = chain.top
  const image = describeImage({
    tags: [],
    digest: null,
    id: null,
    config: { platform, created, config, history: chain.layers.map(({ layer }) => layer.history) },
    diffIds: null,
    layers: chain.layers.map(({ id }) => ({
      blob: `${id}/layer.tar`,
      digest: null,
      mediaType: null,
      blobBytes: null,
    })),
    annotations: {},
    findings: [],
  })
  return { kind: (await isHollow(image, documents)) ? 'hollow' : 'image', image }
}

interface Chain {
  readonly top: LegacyLayerDocument
  /** Bottom first. */
  readonly layers: readonly { readonly id: string; readonly layer: LegacyLayerDocument }[]
}

async function readChain(top: string, documents: Documents): Promise<Chain> {
  const topLayer = await readLayer(top, documents)
  const layers = new Map([[top, topLayer]])
  for (let { parent } = topLayer, below = top; parent !== null; ) {
    if (layers.has(parent)) return refuseLoop(below, parent)
    const layer = await readLayer(parent, documents)
    layers.set(parent, layer)
    below = parent
    parent = layer.parent
  }
  return { top: topLayer, layers: [...layers].map(([id, layer]) => ({ id, layer })).reverse() }
}

function refuseLoop(below: string, parent: string): never {
  const expected = 'a layer that is not built on this one'
  return fail({
    kind: 'malformedDocument',
    document: `${below}/json`,
    field: 'parent',
    found: parent,
    expected,
  })
}

async function readLayer(id: string, documents: Documents): Promise<LegacyLayerDocument> {
  const path = `${id}/json`
  const bytes = await documents.read(path)
  if (bytes === undefined) return fail({ kind: 'missingBlob', what: 'A parent layer', blob: path })
  return parseLegacyLayer(parseJsonDocument(bytes, path))
}
