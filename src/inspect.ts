import { analysisInSlices } from './analysis/analyse.ts'
import { findBase } from './analysis/base/find-base.ts'
import { type Fault, fail } from './errors.ts'
import type { InspectEvent } from './events.ts'
import type { Digest } from './image/digest.ts'
import type { LayerDescriptor } from './image/image.ts'
import type { KnownImage } from './image/known-image.ts'
import {
  beginImage,
  beginReading,
  type ImageInTheMaking,
  type InspectOptions,
} from './image-in-the-making.ts'
import { faultOf, layerName, placeLayer, unreadableLayer } from './layer/place-layer.ts'
import { outlineLayers } from './outline.ts'
import { finishBlob, isWorthThread, readBlob } from './read-blob.ts'
import { isRecalledWhole, keepImage, recallImage, recallLayers } from './recall.ts'
import { Neighbours } from './source/neighbours.ts'
import type { Source, SourcePart } from './source/source.ts'
import type { Layer } from './tree/layer.ts'
import type { Slices } from './tree/slices.ts'

/**
 * Reads one image and tells what happens on the way; the last event is `analysed`.
 *
 * A source yields parts in whatever order its medium has them: the documents first (a seekable archive), last (a
 * `docker save` stream) or twice (an engine tells what it knows before the export). So every blob that comes by is
 * read when it comes, put on the shelf under its name, and becomes layer N once the documents say so.
 *
 * Throws a `LayerscopeError` when there is no image to show. An unreadable *layer* is an event, not an error.
 */
export async function* inspect(source: Source, options: InspectOptions): AsyncGenerator<InspectEvent> {
  yield { kind: 'source', label: source.info.label, notes: source.info.notes }
  const making = beginImage(beginReading(options))
  using neighbours = new Neighbours(options.base === null ? source : null, options.signal)
  let ending: Fault | null = null
  try {
    ending = yield* receiveParts(making, neighbours, source, options)
    yield* finishBlobs(making, options)
  } finally {
    await making.threads.close()
  }
  yield* finishImage(making, ending, source, options, await knownImages(making, neighbours, options))
}

/** Takes in what the source has; what ended it early, once there are documents, is returned. */
async function* receiveParts(
  making: ImageInTheMaking,
  neighbours: Neighbours,
  source: Source,
  options: InspectOptions,
): AsyncGenerator<InspectEvent, Fault | null> {
  try {
    const isKnown = (diffId: Digest) => making.shelf.isRecalled(diffId)
    for await (const part of source.parts({ ...options, isKnown })) {
      yield* receivePart(making, part, options)
      if (options.outlines === true && part.kind === 'documents')
        yield* outlineLayers(making, source, options)
      if (isRecalledWhole(making)) break // leaving the source also stops an engine that exports
      neighbours.ask()
    }
    return null
  } catch (error) {
    options.signal.throwIfAborted()
    if (making.documents === null) throw error
    return faultOf(error) // what could be read is shown, the rest says why not (partial open)
  }
}

/** Waits for the blobs that threads still read beside each other. */
async function* finishBlobs(making: ImageInTheMaking, options: InspectOptions): AsyncGenerator<InspectEvent> {
  while (making.underWay.size > 0 && !isRecalledWhole(making)) {
    yield* finishBlob(making)
    yield* placeLayers(making, options.verify)
  }
}

/** The images one of which may be its base, unless that is known: those beside it, and those read in earlier runs. */
export async function knownImages(
  making: ImageInTheMaking,
  neighbours: Neighbours,
  { base, index }: InspectOptions,
): Promise<readonly KnownImage[]> {
  if (base !== null || making.base !== undefined) return []
  const beside = isRecalledWhole(making) ? [] : await neighbours.known() // asking takes longer than recalling
  return [...beside, ...((await index?.knownImages()) ?? [])]
}

/** Takes in one part of a source, and tells what became of it. */
export async function* receivePart(
  making: ImageInTheMaking,
  part: SourcePart,
  options: InspectOptions,
): AsyncGenerator<InspectEvent> {
  if (making.recalled === 'image') return
  switch (part.kind) {
    case 'documents':
      making.documents = part.documents
      making.expectedBytes =
        sumOrNull(part.documents.layers.map(layer => layer.blobBytes)) ?? making.expectedBytes
      yield { kind: 'documents', documents: part.documents }
      if (part.stage === 'preview') await recallLayers(making, options)
      break
    case 'identity':
      making.identity = part.identity
      yield* await recallImage(making, part.tags, options)
      break
    case 'pull':
      yield { kind: 'pulling', ...part.progress }
      break
    case 'waiting':
      making.expectedBytes = part.expectedBytes
      if (isWorthThread(part.expectedBytes, options)) making.threads.prepare()
      yield { kind: 'waiting', expectedBytes: part.expectedBytes }
      break
    case 'blob':
      yield* readBlob(making, part, options)
      break
    case 'brokenBlob':
      making.shelf.put(part.name, { kind: 'broken', error: part.error })
      break
    case 'alias':
      making.shelf.alias(part.name, part.target)
      break
    case 'layer':
      yield* place(making, part.layer)
      break
    case 'base':
      making.base = part.base
      break
    default:
      part satisfies never
  }
  yield* placeLayers(making, options.verify)
}

/** Layers whose blob is on the shelf and which were not told yet. */
export function* placeLayers(making: ImageInTheMaking, verify: boolean): Generator<InspectEvent> {
  for (const descriptor of making.documents?.layers ?? []) {
    if (making.placed.has(descriptor.index)) continue
    const blob = making.shelf.find(descriptor)
    if (blob !== undefined) yield* place(making, placeLayer(descriptor, blob, verify))
  }
}

function* place(making: ImageInTheMaking, layer: Layer): Generator<InspectEvent> {
  making.placed.set(layer.index, layer)
  yield { kind: 'layer', layer }
}

/** Says of the layers that never came why not, and analyses what there is. */
export async function* finishImage(
  making: ImageInTheMaking,
  ending: Fault | null,
  source: Source,
  options: InspectOptions,
  knownImages: readonly KnownImage[],
): AsyncGenerator<InspectEvent> {
  const { documents, placed } = making
  if (documents === null)
    return fail({
      kind: 'notAnImage',
      reference: source.info.label,
      found: 'nothing that names layers',
      valid: VALID_IMAGES,
    })
  for (const descriptor of documents.layers) {
    if (!placed.has(descriptor.index))
      yield* place(making, unreadableLayer(descriptor, ending ?? missingBlob(descriptor)))
  }
  const layers = documents.layers.flatMap(({ index }) => placed.get(index) ?? [])
  const isSaid = options.base !== null || making.base === undefined
  const base = isSaid ? findBase(documents, options.base, knownImages) : (making.base ?? null)
  keepImage(making, source.info, layers, base, options)
  const work = analysisInSlices(documents, layers, { base, limits: options.limits })
  yield { kind: 'analysed', analysis: await unhurried(work, options.signal) }
}

/** Does the work, and after each slice of it what has come up meanwhile: keys, and the signal that ends it. */
async function unhurried<Result>(work: Slices<Result>, signal: AbortSignal): Promise<Result> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value
    await new Promise<void>(resolve => setImmediate(resolve))
    signal.throwIfAborted()
  }
}

const VALID_IMAGES = 'an archive written by docker save, podman save, skopeo or BuildKit, or an OCI layout'

function missingBlob(descriptor: LayerDescriptor): Fault {
  return { kind: 'missingBlob', what: layerName(descriptor), blob: descriptor.blob }
}

function sumOrNull(amounts: readonly (number | null)[]): number | null {
  let sum = 0
  for (const amount of amounts) {
    if (amount === null) return null
    sum += amount
  }
  return sum
}
