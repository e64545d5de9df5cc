import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dockerSave } from '../fixtures/archive/docker-save.ts'
import { archiveOf, buildImage } from '../fixtures/archive/image-recipe.ts'
import type { InspectEvent } from '../src/events.ts'
import { inspect } from '../src/inspect.ts'
import { archiveSource } from '../src/source/archive.ts'
import { temporaryFolder } from './source/engine/temporary-folder.ts'
import { OPTIONS } from './source/parts.ts'

const LONG = { timeout: 60_000 }

/** More than one slice does. */
const FILES = 6000

test('what comes up while an image is analysed is answered before the analysis is there', LONG, async () => {
  const events: string[] = []
  for await (const { kind } of await inspected(new AbortController().signal)) {
    events.push(kind)
    if (kind === 'layer') setImmediate(() => events.push('key'))
  }
  expect(events.slice(events.lastIndexOf('layer'))).toEqual(['layer', 'key', 'analysed'])
})

test('an analysis is given up between two slices', LONG, async () => {
  const leaving = new AbortController()
  const events: string[] = []
  const reading = async () => {
    for await (const { kind } of await inspected(leaving.signal)) {
      events.push(kind)
      if (events.filter(event => event === 'layer').length === 2) setImmediate(() => leaving.abort())
    }
  }
  await expect(reading()).rejects.toThrow('aborted')
  expect(events.at(-1)).toBe('layer')
})

async function inspected(signal: AbortSignal): Promise<AsyncIterable<InspectEvent>> {
  const files = Array.from({ length: FILES }, (_, file) => ({ name: `d${file % 10}/f${file}`, content: 'x' }))
  const path = join(temporaryFolder(), 'image.tar')
  await writeFile(path, archiveOf(dockerSave([buildImage({ layers: [files, files.slice(0, 3000)] })])))
  return inspect(archiveSource(path, { reference: path, tag: null }), { ...OPTIONS, signal, base: null })
}
