import { describe, expect, test } from 'vitest'
import type { InspectEvent } from '../../../src/events.ts'
import { failImage } from '../../../src/store/actions/fail-image.ts'
import { openImage } from '../../../src/store/actions/open-image.ts'
import { passTime } from '../../../src/store/actions/pass-time.ts'
import { receiveEvent } from '../../../src/store/actions/receive-event.ts'
import { INITIAL_VIEW, type State } from '../../../src/store/state.ts'
import { createLayerscopeStore } from '../../../src/store/store.ts'
import { KEY } from '../exploring.ts'
import { NAIVE } from '../images.ts'

const DOCUMENTS: InspectEvent = { kind: 'documents', documents: NAIVE.documents }

test('an image is opened, read and ready, in this order', () => {
  const events: InspectEvent[] = [
    { kind: 'source', label: 'docker', notes: [] },
    DOCUMENTS,
    { kind: 'waiting', expectedBytes: 100 },
    { kind: 'progress', readBytes: 10, expectedBytes: null },
    { kind: 'analysed', analysis: NAIVE.analysis },
  ]
  expect(events.map((_, at) => told(events.slice(0, at + 1)).kind)).toEqual([
    'opening',
    'reading',
    'reading',
    'reading',
    'ready',
  ])
})

describe('progress', () => {
  test('the speed is that of the bytes: the clock starts with the first of them', () => {
    const image = told(
      [
        DOCUMENTS,
        { kind: 'waiting', expectedBytes: 100 },
        { kind: 'progress', readBytes: 5, expectedBytes: null },
        { kind: 'progress', readBytes: 50, expectedBytes: null },
      ],
      [0, 100, 9000, 9500],
    )
    expect(image).toMatchObject({
      progress: { stage: 'reading', readBytes: 50, expectedBytes: 100, since: 9000, now: 9500 },
    })
  })

  test('of a stream whose documents come last is kept, and goes on when they came', () => {
    const bytes: InspectEvent = { kind: 'progress', readBytes: 7, expectedBytes: null }
    expect(told([bytes], [5])).toMatchObject({
      kind: 'opening',
      stage: { kind: 'reading', progress: { stage: 'reading', readBytes: 7, since: 5 } },
    })
    expect(told([bytes, DOCUMENTS], [5, 20])).toMatchObject({
      kind: 'reading',
      progress: { readBytes: 7, since: 5, now: 20 },
    })
  })

  test('time passes while the engine prepares, and only then', () => {
    const waiting = state([DOCUMENTS, { kind: 'waiting', expectedBytes: null }])
    expect(passTime(waiting, KEY, 700).images.get(KEY)).toMatchObject({ progress: { now: 700 } })
    const reading = state([DOCUMENTS, { kind: 'progress', readBytes: 1, expectedBytes: null }])
    expect(passTime(reading, KEY, 700)).toBe(reading)
  })
})

test('layers stay when an engine tells its documents a second time', () => {
  const layer = NAIVE.layers[2]
  if (layer === undefined) throw new Error('The image has three layers.')
  const image = told([DOCUMENTS, { kind: 'layer', layer }, DOCUMENTS])
  expect(image.kind === 'reading' && [...image.layers.keys()]).toEqual([2])
})

test('what was chosen stays when an image is opened again, what was known goes', () => {
  const ready = state([{ kind: 'analysed', analysis: NAIVE.analysis }])
  const chosen: State = { ...ready, views: new Map([[KEY, { ...INITIAL_VIEW, step: 3 }]]) }
  const again = openImage(chosen, KEY)
  expect(again.images.get(KEY)?.kind).toBe('opening')
  expect(again.views.get(KEY)?.step).toBe(3)
})

test('an image that cannot be opened keeps why', () => {
  const failed = failImage(state([]), KEY, { kind: 'interrupted' })
  expect(failed.images.get(KEY)).toEqual({ kind: 'failed', fault: { kind: 'interrupted' } })
})

function told(events: readonly InspectEvent[], clock: readonly number[] = []) {
  const image = state(events, clock).images.get(KEY)
  if (image === undefined) throw new Error('The image was opened.')
  return image
}

function state(events: readonly InspectEvent[], clock: readonly number[] = []): State {
  const opened = openImage(createLayerscopeStore({ columns: 80, rows: 24 }).getState(), KEY)
  return events.reduce((next, event, at) => receiveEvent(next, KEY, event, clock[at] ?? 0), opened)
}
