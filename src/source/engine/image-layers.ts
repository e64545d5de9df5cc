import { parseDigest } from '../../image/digest.ts'
import { familiarName } from '../../image/image-name.ts'
import type { KnownImage } from '../../image/known-image.ts'
import { answerAt, asAnswer, textsAt } from './answer-fields.ts'
import type { EngineClient } from './client.ts'
import { isName, type ListedImage, listImages } from './list-images.ts'

/**
 * The named images of an engine with their layers, the oldest asked first: one question each, a few at a time. What the engine
 * does not answer, or not before the signal, is left out.
 */
export async function imageLayers(client: EngineClient, signal: AbortSignal): Promise<KnownImage[]> {
  const named = (await listImages(client, signal)).filter(({ tags }) => tags.length > 0)
  const waiting = named.slice(0, MOST_IMAGES).toReversed() // a base is older than what is built on it
  const known: KnownImage[] = []
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      known.push(...(await layersOf(client, next, signal).catch(() => [])))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return known
}

/** Engines of build machines hold thousands; a base is among the newer ones. */
const MOST_IMAGES = 200
/** Connections an engine is asked over at the same time. */
const AT_ONCE = 4

async function layersOf(
  client: EngineClient,
  { id, tags }: ListedImage,
  signal: AbortSignal,
): Promise<KnownImage[]> {
  const answer = await client.ask(
    { method: 'GET', path: `/images/${id}/json`, query: {}, doing: 'tell the layers of an image' },
    signal,
  )
  const image = asAnswer(answer)
  const layers = textsAt(answerAt(image, 'RootFS'), 'Layers')
  const diffIds = layers.flatMap(layer => parseDigest(layer) ?? [])
  if (diffIds.length < layers.length) return []
  const digests = textsAt(image, 'RepoDigests').flatMap(name => name.split('@')[1] ?? [])
  return [{ names: tags.filter(isName).map(familiarName), digests, diffIds }]
}
