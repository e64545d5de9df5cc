import { afterAll, expect, test, vi } from 'vitest'
import { dockerSave } from '../../../fixtures/archive/docker-save.ts'
import { buildImage } from '../../../fixtures/archive/image-recipe.ts'
import { ContentReader, type OpenContents } from '../../../src/cli/screen/content-reader.ts'
import { LayerscopeError } from '../../../src/errors.ts'
import { byteString } from '../../../src/image/byte-string.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import type { WantedContent } from '../../../src/store/selectors/viewer/content-wanted.ts'
import { createLayerscopeStore, type Store } from '../../../src/store/store.ts'
import { INITIAL_VIEWER, type ViewedFile } from '../../../src/store/viewer-state.ts'
import { archive, openSource, scratch } from '../../content/open-images.ts'

const RUNNING = new AbortController().signal
const folder = await scratch()
const LONG = 'a line of text\n'.repeat(100_000)
const opened = await openSource(
  await archive(
    dockerSave([
      buildImage({
        layers: [
          [
            { name: 'long', content: LONG },
            { name: 'short', content: 'one\ntwo' },
          ],
        ],
      }),
    ]),
    folder,
    'image.tar',
  ),
  folder,
)
afterAll(() => opened[Symbol.asyncDispose]())
const open: OpenContents = async () => opened.content

function viewing(file: ViewedFile): Store {
  const store = createLayerscopeStore({ columns: 80, rows: 24 })
  store.setState({ ...store.getState(), viewer: { ...INITIAL_VIEWER, file } })
  return store
}

function wanted(path: string, more: Partial<WantedContent> = {}): WantedContent {
  const file = { image: 'x', path: parseTreePath(byteString(path)), layer: 0 }
  const length = path === '/long' ? LONG.length : 7
  return {
    file,
    place: opened.place(0, path),
    length,
    start: 0,
    lines: true,
    archive: null,
    search: null,
    ...more,
  }
}

test('what is wanted of a file arrives: a window, and how its lines lie', async () => {
  const want = wanted('/short')
  const store = viewing(want.file)
  new ContentReader(store, open, RUNNING, fail).want(want)
  await vi.waitFor(() => expect(store.getState().viewer.content.lines.complete).toBe(true))
  const { window, lines, isText } = store.getState().viewer.content
  expect({ text: Buffer.from(window?.bytes ?? []).toString(), lines: lines.total, isText }).toEqual({
    text: 'one\ntwo',
    lines: 2,
    isText: true,
  })
})

test('lines are counted only for a text', async () => {
  const want = wanted('/long', { lines: false })
  const store = viewing(want.file)
  new ContentReader(store, open, RUNNING, fail).want(want)
  await vi.waitFor(() => expect(store.getState().viewer.content.window).not.toBeNull())
  expect(store.getState().viewer.content.lines.total).toBe(0)
})

test('what belongs to a file that is no longer viewed changes nothing', async () => {
  const [first, second] = [wanted('/long'), wanted('/short')]
  const store = viewing(second.file)
  const reader = new ContentReader(store, open, RUNNING, fail)
  reader.want(first)
  reader.want(second)
  await vi.waitFor(() => expect(store.getState().viewer.content.lines.complete).toBe(true))
  expect(store.getState().viewer.content.lines.total).toBe(2)
})

test('nothing is read any more once nothing is wanted', async () => {
  const want = wanted('/short')
  const store = viewing(want.file)
  const gate = Promise.withResolvers<void>()
  const reader = new ContentReader(store, () => gate.promise.then(() => opened.content), RUNNING, fail)
  reader.want(want)
  reader.want(null)
  gate.resolve()
  await new Promise(resolve => setImmediate(resolve))
  expect(store.getState().viewer.content).toBe(INITIAL_VIEWER.content)
})

test('a fault is a sentence on the screen, a bug is passed on', async () => {
  const want = wanted('/short', { lines: false })
  const store = viewing(want.file)
  const bugs: unknown[] = []
  const refuse = (error: Error) =>
    new ContentReader(
      store,
      () => Promise.reject(error),
      RUNNING,
      each => bugs.push(each),
    )
  refuse(new LayerscopeError({ kind: 'usage', message: 'It is gone.' })).want(want)
  await vi.waitFor(() => expect(store.getState().viewer.content.problem).toBe('It is gone.'))
  expect(bugs).toEqual([])
  const bug = new Error('a bug')
  refuse(bug).want(want)
  await vi.waitFor(() => expect(bugs).toEqual([bug]))
})

function fail(error: unknown): never {
  throw error
}
