import { describe, expect, test } from 'vitest'
import type { InspectEvent } from '../../src/events.ts'
import { askPull } from '../../src/store/actions/ask-pull.ts'
import { failImage } from '../../src/store/actions/fail-image.ts'
import { openImage } from '../../src/store/actions/open-image.ts'
import { passTime } from '../../src/store/actions/pass-time.ts'
import { receiveEvent } from '../../src/store/actions/receive-event.ts'
import type { State } from '../../src/store/state.ts'
import { createLayerscopeStore, perform } from '../../src/store/store.ts'
import { KEY } from '../store/exploring.ts'
import { NAIVE } from '../store/images.ts'
import { expectScreen } from './expect-screen.ts'
import { openApp } from './open-app.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
]

const DOCUMENTS: InspectEvent = { kind: 'documents', documents: NAIVE.documents }
const FIRST_TWO: InspectEvent[] = NAIVE.layers.slice(0, 2).map(layer => ({ kind: 'layer', layer }))
const HALF: InspectEvent = { kind: 'progress', readBytes: 20_000_000, expectedBytes: 40_000_000 }

describe.each(SIZES)('at $columns×$rows', size => {
  test('an image is on screen while it is read: layers fill in, and how long it takes is said', async () => {
    const state = told(size, [DOCUMENTS, ...FIRST_TWO, { ...HALF, readBytes: 1 }, HALF], 1000)
    await expectScreen(await openApp(state), 'reading')
  })

  test('an image that cannot be opened says why and what to do', async () => {
    const state = failImage(told(size, []), KEY, {
      kind: 'missingImage',
      reference: 'api-servce:naive',
      where: 'in the engine',
      similar: ['api-service:naive'],
    })
    await expectScreen(await openApp(state), 'fault')
  })
})

// biome-ignore format: one case per line
test.each([
  ['opening',          [],                                                                                   'Opening'],
  ['a source',         [{ kind: 'source', label: 'image.tar', notes: [] }],                                  'Opening image.tar'],
  ['a pull',           [{ kind: 'pulling', status: 'Downloading', currentBytes: 5e6, totalBytes: 2e7 }],     'Pulling: Downloading 5.0 MB of 20.0 MB'],
  ['a pull unmeasured',[{ kind: 'pulling', status: 'Waiting', currentBytes: 0, totalBytes: null }],          'Pulling: Waiting'],
  ['documents',        [DOCUMENTS],                                                                          'Reading'],
  ['an export to come',[DOCUMENTS, { kind: 'waiting', expectedBytes: 4e7 }],                                 'The engine prepares the export: 0 ms'],
  ['a pipe',           [{ kind: 'progress', readBytes: 7e6, expectedBytes: null }],                          'Reading: 7.0 MB'],
  ['more than expected',[DOCUMENTS, { kind: 'progress', readBytes: 5e7, expectedBytes: 4e7 }],               'Reading: 50.0 MB of 50.0 MB (100 %)'],
] satisfies [string, InspectEvent[], string][])('the status line tells of %s', async (_, events, said) => {
  const app = await openApp(told({ columns: 80, rows: 24 }, events))
  expect(app.text().split('\n').at(-1)?.trim().replace(/ +\/$/, '')).toBe(said)
})

test('how fast and how long still is told once it can be known', async () => {
  const app = await openApp(
    told({ columns: 120, rows: 24 }, [DOCUMENTS, { ...HALF, readBytes: 1 }, HALF], 2000),
  )
  expect(app.text()).toContain('20.0 MB of 40.0 MB (50 %), 10.0 MB/s, 2.0 s left')
})

test('a wait is seen to go on', async () => {
  const app = await openApp(
    told({ columns: 80, rows: 24 }, [DOCUMENTS, { kind: 'waiting', expectedBytes: null }]),
  )
  perform(app.store, passTime, KEY, 2500)
  await app.until(text => text.includes('The engine prepares the export: 2.5 s'))
})

test('nothing blocks keys: the layers can be walked, and read ones looked into', async () => {
  const app = await openApp(told({ columns: 120, rows: 30 }, [DOCUMENTS, ...FIRST_TWO, HALF]))
  await app.press('down')
  expect(app.text()).toContain('layer 1, as recorded')
  expect(app.text()).toContain('Packages')
  await app.press('down')
  expect(app.text()).toContain('Not read yet.')
  await app.press('w')
  expect(app.text()).toContain('The image is still being read.')
})

test('cursor and open directories stay when the image is read again', async () => {
  const app = await openApp(
    told({ columns: 80, rows: 24 }, [DOCUMENTS, { kind: 'analysed', analysis: NAIVE.analysis }]),
  )
  await app.press('down', 'enter', 'end')
  const before = app.text()
  await app.press('r')
  expect(app.effects).toEqual([`open ${KEY}`])
  perform(app.store, openImage, KEY)
  await app.until(text => text.includes('Opening'))
  perform(app.store, receiveEvent, KEY, { kind: 'analysed', analysis: NAIVE.analysis }, 0)
  await app.until(text => text.includes('Read again: the same image as before.'))
  await app.press('1', '2')
  expect(app.text()).toBe(before)
})

describe('a missing image', () => {
  test('is pulled only when somebody says so', async () => {
    const app = await openApp(askPull(told({ columns: 80, rows: 24 }, []), 'debian:bookworm'))
    await expectScreen(app, 'pull')
    await app.click(5, 5)
    await app.press('j', 'y')
    expect(app.effects).toEqual(['pull yes'])
  })

  test.each(['n', 'escape', 'q'])('%s is a no', async key => {
    const app = await openApp(askPull(told({ columns: 80, rows: 24 }, []), 'debian:bookworm'))
    await app.press(key)
    expect(app.effects).toEqual(['pull no'])
  })
})

test('on a fault the keys that help are offered', async () => {
  const state = failImage(told({ columns: 80, rows: 24 }, []), KEY, {
    kind: 'missingFile',
    path: 'x.tar',
    similar: [],
  })
  const app = await openApp(state)
  await app.press('j', 'w', '/', 'r')
  expect(app.effects).toEqual([`open ${KEY}`])
  await app.press('o')
  expect(app.text()).toContain('Images')
})

function told(terminal: State['terminal'], events: readonly InspectEvent[], now = 0): State {
  const opened = openImage(createLayerscopeStore(terminal).getState(), KEY)
  return events.reduce(
    (state, event, at) => receiveEvent(state, KEY, event, at === events.length - 1 ? now : 0),
    opened,
  )
}
