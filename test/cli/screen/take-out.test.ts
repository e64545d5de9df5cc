import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { dockerSave } from '../../../fixtures/archive/docker-save.ts'
import { buildImage } from '../../../fixtures/archive/image-recipe.ts'
import { TakeOut } from '../../../src/cli/screen/take-out.ts'
import { byteString } from '../../../src/image/byte-string.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import { stopWork } from '../../../src/store/actions/work.ts'
import { createLayerscopeStore, perform } from '../../../src/store/store.ts'
import { archive, openSource, scratch } from '../../content/open-images.ts'

const folder = await scratch()
const recipe = buildImage({ layers: [[{ name: 'server', content: new Uint8Array(3_000_000).fill(1) }]] })
const opened = await openSource(await archive(dockerSave([recipe]), folder, 'image.tar'), folder)
afterAll(() => opened[Symbol.asyncDispose]())
const FILE = {
  file: { image: 'x', path: parseTreePath(byteString('/server')), layer: 0 },
  place: opened.place(0, '/server'),
  length: 3_000_000,
  elf: null,
  versions: [0],
}

/** A session whose contents open when the gate does. */
function takingOut(gate: Promise<void>) {
  const store = createLayerscopeStore({ columns: 80, rows: 24 })
  const machine = { variables: {}, home: folder, platform: process.platform, userId: 1000 }
  const fail = (error: unknown) => {
    throw error
  }
  const open = () => gate.then(() => opened.content)
  return { store, takeOut: new TakeOut({ store, open, machine, ended: new AbortController().signal, fail }) }
}

test('a copy that is stopped is used by nobody, and nothing of it is left', async () => {
  const gate = Promise.withResolvers<void>()
  const { store, takeOut } = takingOut(gate.promise)
  const use = vi.fn()
  takeOut.lend(FILE, use)
  expect(store.getState().work).toEqual({ words: 'Copying server', doneBytes: 0, totalBytes: 3_000_000 })
  perform(store, stopWork)
  gate.resolve()
  await vi.waitFor(async () =>
    expect(await readdir(join(folder, '.cache/layerscope')).catch(() => [])).toEqual([]),
  )
  expect(use).not.toHaveBeenCalled()
  expect(store.getState().notice?.text).toBe('Stopped.')
})

test('one thing at a time; the next one after it', async () => {
  const gate = Promise.withResolvers<void>()
  const { store, takeOut } = takingOut(gate.promise)
  const use = vi.fn(async () => undefined)
  takeOut.lend(FILE, use)
  takeOut.lend(FILE, use)
  await vi.waitFor(() => expect(store.getState().notice?.text).toContain('Esc stops it'))
  gate.resolve()
  await vi.waitFor(() => expect(use).toHaveBeenCalledTimes(1))
  await vi.waitFor(() => expect(store.getState().work).toBeNull())
  takeOut.lend(FILE, use)
  await vi.waitFor(() => expect(use).toHaveBeenCalledTimes(2))
})
