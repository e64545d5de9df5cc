import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeRecorded } from '../fixtures/archive/recorded.ts'
import { drawStack } from '../fixtures/recipe/draw.ts'
import type { InspectEvent } from '../src/events.ts'
import { inspect } from '../src/inspect.ts'
import { archiveSource } from '../src/source/archive.ts'
import { directorySource } from '../src/source/directory.ts'
import type { Source } from '../src/source/source.ts'
import { type GeneratedEntry, writeArchive, writeLayout } from './bench/generated-image.ts'
import { temporaryFolder } from './source/engine/temporary-folder.ts'
import { OPTIONS } from './source/parts.ts'

const LARGE: readonly GeneratedEntry[] = [
  { path: 'usr/bin/go', bytes: 40_000_000 },
  { path: 'etc/os-release', bytes: 300 },
  { path: 'usr/lib/libc.so', bytes: 30_000_000 },
]

test('whoever looks on gets the trees of a large plain image before its contents are hashed', async () => {
  const folder = temporaryFolder()
  const layers = [LARGE, [{ path: 'app', bytes: 10 }]]
  const path = join(folder, 'image.tar')
  await writeArchive(await writeLayout(join(folder, 'image'), layers, 'plain'), path)
  const events = await eventsOf(archiveSource(path, { reference: path, tag: null }))
  expect(events.map(({ kind }) => kind).filter(kind => kind === 'outline' || kind === 'layer')).toEqual([
    'outline',
    'outline',
    'layer',
    'layer',
  ])
  expect(treesOf(events, 'outline')).toBe(treesOf(events, 'layer'))
})

test('a compressed one has to be read for them', async () => {
  const folder = temporaryFolder()
  const { reference } = await writeLayout(join(folder, 'image'), [[...LARGE, ...LARGE, ...LARGE]], 'zstd')
  const events = await eventsOf(directorySource(reference, 'ociLayout', { reference, tag: null }))
  expect(events.some(({ kind }) => kind === 'outline')).toBe(false)
})

test('a small one is read before anybody has looked', async () => {
  const path = await writeRecorded(temporaryFolder(), 'docker20-legacy.tar')
  const events = await eventsOf(archiveSource(path, { reference: path, tag: null }))
  expect(events.some(({ kind }) => kind === 'outline')).toBe(false)
})

async function eventsOf(source: Source): Promise<InspectEvent[]> {
  const events: InspectEvent[] = []
  for await (const event of inspect(source, { ...OPTIONS, base: null, outlines: true })) events.push(event)
  return events
}

/** Names, sizes and changes, as they are drawn; layers come as they are done. */
function treesOf(events: readonly InspectEvent[], kind: 'outline' | 'layer'): string {
  const layers = events.flatMap(event => (event.kind === kind ? [event.layer] : []))
  const inOrder = layers.toSorted((left, right) => left.index - right.index)
  return drawStack(inOrder.flatMap(layer => (layer.kind === 'read' ? [layer.tree] : [])))
}
