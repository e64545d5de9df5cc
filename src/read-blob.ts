import type { InspectEvent } from './events.ts'
import type { ImageDocuments } from './image/image.ts'
import type { ImageInTheMaking, InspectOptions } from './image-in-the-making.ts'
import { layerName } from './layer/place-layer.ts'
import { type LayerContent, type ReadLayerOptions, readLayer } from './layer/read-layer.ts'
import type { SourcePart } from './source/source.ts'
import type { LayerBytes } from './worker/layer-thread.ts'
import type { LayerThreads } from './worker/layer-threads.ts'

type BlobPart = Extract<SourcePart, { kind: 'blob' }>

/**
 * Reads one blob onto the shelf: a short one here, a long one on another thread. Tells ten times a second how far it
 * is, until it is done, or at once goes on with a long one that lies where the thread can read it without us.
 */
export async function* readBlob(
  making: ImageInTheMaking,
  part: BlobPart,
  options: InspectOptions,
): AsyncGenerator<InspectEvent> {
  if (making.shelf.putKnown(part.name, making.documents?.layers ?? [])) return
  const reading = shelve(making, part, options)
  making.underWay.add(reading)
  const done = () => void making.underWay.delete(reading)
  reading.then(done, done)
  if (!isWorthThread(part.storedBytes, options) || part.hold === undefined) yield* tellUntil(reading, making)
}

/** Whether so many bytes take longer to read than a thread to start; what does not say how long it is may be long. */
export function isWorthThread(bytes: number | null, { threadBytes = LARGE_BLOB }: InspectOptions): boolean {
  return bytes === null || bytes >= threadBytes
}

const LARGE_BLOB = 16 * 1024 * 1024

/** Waits for the blobs that are still read, telling how far they are; ends each time one of them is done. */
export async function* finishBlob(making: ImageInTheMaking): AsyncGenerator<InspectEvent> {
  yield* tellUntil(Promise.race(making.underWay), making)
}

async function* tellUntil(work: Promise<void>, making: ImageInTheMaking): AsyncGenerator<InspectEvent> {
  while (!(await settledWithin(work, PROGRESS_MILLISECONDS))) {
    yield { kind: 'progress', readBytes: making.readBytes, expectedBytes: making.expectedBytes }
  }
}

const PROGRESS_MILLISECONDS = 100

/** Rejects only with what the signal was aborted with. */
async function shelve(making: ImageInTheMaking, part: BlobPart, options: InspectOptions): Promise<void> {
  let before = 0
  const onBytes = (stored: number) => {
    making.readBytes += stored - before
    before = stored
  }
  const reading = { ...options, what: blobTitle(making.documents, part.name), onBytes }
  try {
    const content = isWorthThread(part.storedBytes, options)
      ? await readOnThread(making.threads, part, reading)
      : await readLayer(part.bytes, reading)
    making.shelf.put(part.name, { kind: 'read', content })
  } catch (error) {
    options.signal.throwIfAborted()
    making.shelf.put(part.name, { kind: 'broken', error })
  }
}

/** Held before it is its turn: the source closes what nobody holds. */
async function readOnThread(
  threads: LayerThreads,
  { storedBytes, hold, bytes }: BlobPart,
  options: ReadLayerOptions,
): Promise<LayerContent> {
  await using place = (await hold?.()) ?? null
  const from: LayerBytes = place === null ? { kind: 'stream', bytes } : { kind: 'place', place }
  return await threads.use(storedBytes ?? 0, thread => thread.read(from, options))
}

/** Whether the work is done, after at most so long. */
async function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, milliseconds, false)
  })
  const done = work.then(() => true)
  try {
    return await Promise.race([done, late])
  } finally {
    clearTimeout(timer)
  }
}

function blobTitle(documents: ImageDocuments | null, name: string): string {
  const descriptor = documents?.layers.find(layer => layer.blob === name)
  return descriptor === undefined ? `Blob ${name}` : layerName(descriptor)
}
