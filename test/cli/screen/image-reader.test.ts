import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readIntoStore, readManyIntoStore } from '../../../src/cli/screen/image-reader.ts'
import { LayerscopeError } from '../../../src/errors.ts'
import type { InspectEvent } from '../../../src/events.ts'
import type { ManyEvent } from '../../../src/inspect-many.ts'
import { awaitImages, openImage } from '../../../src/store/actions/open-image.ts'
import { createLayerscopeStore, perform, type Store } from '../../../src/store/store.ts'
import { KEY } from '../../store/exploring.ts'
import { NAIVE } from '../../store/images.ts'

const DOCUMENTS: InspectEvent = { kind: 'documents', documents: NAIVE.documents }
const ANALYSED: InspectEvent = { kind: 'analysed', analysis: NAIVE.analysis }
const RUNNING = new AbortController().signal

let store: Store
let updates: number

beforeEach(() => {
  store = createLayerscopeStore({ columns: 80, rows: 24 })
  perform(store, openImage, KEY)
  updates = 0
  store.subscribe(() => updates++)
})

test('what comes in a burst is one update, and the end arrives at once', async () => {
  const progress = Array.from(
    { length: 500 },
    (_, readBytes): InspectEvent => ({
      ...{ kind: 'progress', readBytes, expectedBytes: 500 },
    }),
  )
  await readIntoStore(store, KEY, events(DOCUMENTS, ...progress, ANALYSED), RUNNING)
  expect(store.getState().images.get(KEY)?.kind).toBe('ready')
  expect(updates).toBe(2)
})

test('while nothing comes a wait is seen to go on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance'] })
  const { promise, resolve } = Promise.withResolvers<void>()
  const reading = readIntoStore(
    store,
    KEY,
    (async function* () {
      yield DOCUMENTS
      yield { kind: 'waiting', expectedBytes: null } as const
      await promise
    })(),
    RUNNING,
  )
  await vi.advanceTimersByTimeAsync(1200)
  const image = store.getState().images.get(KEY)
  if (image?.kind !== 'reading') throw new Error(`The image is ${image?.kind}.`)
  expect(image.progress.now - image.progress.since).toBeGreaterThan(900)
  resolve()
  await reading
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('an error', () => {
  test('that is a fault is shown', async () => {
    await readIntoStore(store, KEY, failing(new LayerscopeError({ kind: 'interrupted' })), RUNNING)
    expect(store.getState().images.get(KEY)).toEqual({ kind: 'failed', fault: { kind: 'interrupted' } })
  })

  test('that is a bug is thrown', async () => {
    await expect(readIntoStore(store, KEY, failing(new Error('a bug')), RUNNING)).rejects.toThrow('a bug')
  })

  test('after an abort is the answer to it', async () => {
    await readIntoStore(store, KEY, failing(new Error('cut off')), AbortSignal.abort())
    expect(updates).toBe(0)
  })
})

test('an aborted reading changes nothing any more', async () => {
  await readIntoStore(store, KEY, events(DOCUMENTS, ANALYSED), AbortSignal.abort())
  expect(store.getState().images.get(KEY)?.kind).toBe('opening')
})

describe('several images', () => {
  test('arrive in one stream, and one that fails does not keep the others', async () => {
    perform(store, awaitImages, ['other'])
    await readManyIntoStore(
      store,
      [KEY, 'other'],
      (async function* (): AsyncGenerator<ManyEvent> {
        yield { image: 0, event: DOCUMENTS }
        yield { image: 1, event: { kind: 'failed', fault: { kind: 'interrupted' } } }
        yield { image: 0, event: ANALYSED }
      })(),
      RUNNING,
    )
    const { images } = store.getState()
    expect([images.get(KEY)?.kind, images.get('other')?.kind]).toEqual(['ready', 'failed'])
  })

  test('stop where the reading is aborted', async () => {
    await readManyIntoStore(store, [KEY], failing(new Error('cut off')), AbortSignal.abort())
    expect(updates).toBe(0)
    await expect(readManyIntoStore(store, [KEY], failing(new Error('a bug')), RUNNING)).rejects.toThrow(
      'a bug',
    )
  })
})

async function* events(...told: readonly InspectEvent[]) {
  yield* told
}

// biome-ignore lint/correctness/useYield: it fails before it could
async function* failing(error: Error): AsyncGenerator<never> {
  throw error
}
