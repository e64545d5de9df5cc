import { createReadStream } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RECORDED, writeRecorded } from '../fixtures/archive/recorded.ts'
import { LayerscopeError } from '../src/errors.ts'
import type { InspectEvent } from '../src/events.ts'
import type { InspectOptions } from '../src/image-in-the-making.ts'
import { inspect } from '../src/inspect.ts'
import { analysisJson } from '../src/report/json/analysis-json.ts'
import { jsonPieces } from '../src/report/json/json-pieces.ts'
import { archiveSource } from '../src/source/archive.ts'
import { archiveParts } from '../src/source/archive-stream.ts'
import { directorySource } from '../src/source/directory.ts'
import type { Source } from '../src/source/source.ts'
import { writeArchive, writeLayout } from './bench/generated-image.ts'
import { temporaryFolder } from './source/engine/temporary-folder.ts'
import { OPTIONS } from './source/parts.ts'

const HERE = { threadBytes: Number.POSITIVE_INFINITY }
const ON_THREADS = { threadBytes: 0 }

test.each(RECORDED)(
  '%s is the same image read here and on threads',
  async name => {
    const path = await writeRecorded(temporaryFolder(), name)
    const here = await told(recorded(path), HERE)
    expect(await told(recorded(path), ON_THREADS)).toEqual(here)
    if (name.endsWith('.tar')) expect(await told(streamed(path), ON_THREADS)).toEqual(here)
  },
  60_000,
)

test('layers that lie in one archive are read beside each other, while the source has long ended', async () => {
  const path = await threeLayers()
  const events = await eventsOf(archiveSource(path, { reference: path, tag: null }), ON_THREADS)
  const layers = events.flatMap(event => (event.kind === 'layer' ? [event.layer.index] : []))
  expect(layers.toSorted()).toEqual([0, 1, 2])
  expect(events.at(-1)).toMatchObject({ kind: 'analysed', analysis: { complete: true } })
})

test('a damaged layer is unreadable, and the others beside it are not', async () => {
  const path = await threeLayers()
  await using file = await open(path, 'r+')
  await file.write(Buffer.alloc(600, 7), 0, 600, 1024 * 1024)
  const events = await eventsOf(archiveSource(path, { reference: path, tag: null }), ON_THREADS)
  const kinds = events.flatMap(event => (event.kind === 'layer' ? [event.layer.kind] : []))
  expect(kinds.toSorted()).toEqual(['read', 'read', 'unreadable'])
})

test('an archive that is replaced while it is read is read on as it was', async () => {
  const path = await threeLayers()
  const events: InspectEvent[] = []
  for await (const event of inspect(
    archiveSource(path, { reference: path, tag: null }),
    withOptions(ON_THREADS),
  )) {
    if (event.kind === 'documents') await writeFile(`${path}.new`, 'something else')
    events.push(event)
  }
  expect(events.at(-1)).toMatchObject({ kind: 'analysed', analysis: { complete: true } })
})

test('leaving in the middle of a layer leaves no thread behind', async () => {
  const path = await threeLayers()
  const leaving = new AbortController()
  const reading = eventsOf(archiveSource(path, { reference: path, tag: null }), {
    ...ON_THREADS,
    signal: leaving.signal,
  })
  setImmediate(() => leaving.abort(new Error('enough')))
  await expect(reading).rejects.toThrow('enough')
})

/** A plain archive of three layers of some megabytes. */
async function threeLayers(): Promise<string> {
  const folder = temporaryFolder()
  const layers = [3, 9, 5].map((megabytes, layer) => [{ path: `f${layer}`, bytes: megabytes * 1_000_000 }])
  const path = join(folder, 'image.tar')
  await writeArchive(await writeLayout(join(folder, 'image'), layers, 'plain'), path)
  return path
}

function recorded(path: string): Source {
  const asked = { reference: 'image', tag: null }
  return path.endsWith('.tar') ? archiveSource(path, asked) : directorySource(path, 'directory', asked)
}

/** The same archive as it comes through a pipe. */
function streamed(path: string): Source {
  return {
    info: { kind: 'standardInput', label: '-', notes: [] },
    parts: options => archiveParts(createReadStream(path), { reference: 'image', tag: null }, options),
  }
}

/** Everything that is told of an image in the end, or why there is none. */
async function told(source: Source, options: Partial<InspectOptions>): Promise<unknown> {
  try {
    const last = (await eventsOf(source, options)).at(-1)
    if (last?.kind !== 'analysed') throw new Error('nothing was analysed')
    const json = analysisJson(last.analysis, { reference: 'image', source: 'image', files: true })
    return [...jsonPieces(json)].join('')
  } catch (error) {
    if (error instanceof LayerscopeError) return error.fault
    throw error
  }
}

async function eventsOf(source: Source, options: Partial<InspectOptions>): Promise<InspectEvent[]> {
  const events: InspectEvent[] = []
  for await (const event of inspect(source, withOptions(options))) events.push(event)
  return events
}

function withOptions(options: Partial<InspectOptions>): InspectOptions {
  return { ...OPTIONS, base: null, ...options }
}
