import { describe, expect, test } from 'vitest'
import { createTheme } from '../../components/theme.ts'
import { lineDifference } from '../../src/analysis/compare/line-difference.ts'
import { byteString } from '../../src/image/byte-string.ts'
import { parseTreePath } from '../../src/image/tree-path.ts'
import { receiveDifference } from '../../src/store/actions/compare/receive-difference.ts'
import { showComparison } from '../../src/store/actions/compare/show-comparison.ts'
import { showMergedPath } from '../../src/store/actions/compare/show-merged-path.ts'
import { failImage } from '../../src/store/actions/fail-image.ts'
import { awaitImages } from '../../src/store/actions/open-image.ts'
import { receiveEvent } from '../../src/store/actions/receive-event.ts'
import { planPull } from '../../src/store/actions/table/plan-pull.ts'
import { type ContentDifference, NO_PLAN, type PullPlan } from '../../src/store/compare-state.ts'
import { pairRequest } from '../../src/store/selectors/compare/pair-request.ts'
import type { State, TerminalSize } from '../../src/store/state.ts'
import { createLayerscopeStore, perform } from '../../src/store/store.ts'
import { imageOf, imageOfTexts, type LayerText } from '../analysis/compare/images.ts'
import { comparing, NAIVE, OPTIMISED, read, SCRATCH } from '../store/comparing.ts'
import { expectScreen } from './expect-screen.ts'
import { openApp } from './open-app.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
]
const [SMALL = { columns: 80, rows: 24 }] = SIZES

const PAIR = { 'api:naive': NAIVE, 'api:scratch': SCRATCH }
const THREE = { 'api:naive': NAIVE, 'api:optimised': OPTIMISED, 'api:scratch': SCRATCH }

/** As pushed: the base in one blob, compressed anew, and in an archive that holds it uncompressed. */
const PUSHED = {
  'api:1.0': imageOf({ layers: [blob('base', 40e6, 30e6), blob('v1', 12e6, 5e6)] }),
  'api:1.1': imageOf({ layers: [blob('base', 40e6, 30e6), blob('v2', 12.4e6, 5.1e6)] }),
  'api:zstd': imageOf({ layers: [{ ...blob('base', 40e6, 27e6), blob: 'base, zstd' }] }),
  'api.tar': imageOf({ layers: [{ lines: ['base 40000000'] }, { lines: ['v3 12500000'] }] }),
}
const FLEET: PullPlan = { ...NO_PLAN, isAsked: true, nodes: 1000, bandwidth: 1e9 }

function blob(name: string, unpacked: number, transferBytes: number): LayerText {
  return { lines: [`${name} ${unpacked}`], instruction: `COPY ${name} /`, blob: name, transferBytes }
}

describe.each(SIZES)('at $columns×$rows', size => {
  test('two images lie side by side, what explains the difference on top', async () => {
    await expectScreen(await openApp(comparing(PAIR, size)), 'compare')
  })

  test('layers are told of on both sides', async () => {
    const app = await openApp(comparing({ 'api:naive': NAIVE, 'api:optimised': OPTIMISED }, size))
    await app.press('1', 'down', '3')
    await expectScreen(app, 'compare-layers')
  })

  test('a program that differs says in what kind', async () => {
    const state = showMergedPath(comparing(PAIR, size), parseTreePath(byteString('/app/helper')))
    const app = await openApp(state)
    await app.press('enter')
    await expectScreen(app, 'compare-program')
  })

  test('a text that differs shows its lines', async () => {
    const path = parseTreePath(byteString('/app/config.yaml'))
    const app = await openApp(showMergedPath(comparing(PAIR, size), path))
    await app.press('enter')
    expect(app.effects).toEqual(['read /app/config.yaml'])
    perform(app.store, state => {
      const request = pairRequest(state)
      return request === undefined ? state : receiveDifference(state, request, LINES)
    })
    await app.until(text => text.includes('@@'))
    await expectScreen(app, 'compare-text')
  })

  test('configurations that differ', async () => {
    const app = await openApp(comparing(PAIR, size))
    await app.press('i')
    await expectScreen(app, 'compare-config')
  })

  test('three images are a table, and what they share a matrix', async () => {
    const app = await openApp(comparing(THREE, size))
    await expectScreen(app, 'table')
    await app.press('3')
    await expectScreen(app, 'table-sharing')
  })

  test('what pulling them takes stands first when it was asked for', async () => {
    const app = await openApp(planPull(comparing(PUSHED, size), FLEET))
    await expectScreen(app, 'table-asked')
    await app.press('tab', 'down')
    await expectScreen(app, 'table-pull')
  })

  test('what they share is also told by blob, and what is unknown said to be', async () => {
    const app = await openApp(comparing(PUSHED, size))
    await app.press('4')
    await expectScreen(app, 'table-sharing-blobs')
  })

  test('one that cannot be read leaves the layers of the other', async () => {
    await expectScreen(await openApp(oneFailed(size)), 'compare-failed')
  })
})

test('while both are read, what is known is shown', async () => {
  const opened = showComparison(
    awaitImages(createLayerscopeStore(SMALL).getState(), ['api:naive', 'api:optimised']),
    ['api:naive', 'api:optimised'],
  )
  const told = [NAIVE, OPTIMISED].reduce(
    (state, { documents }, at) =>
      receiveEvent(state, at === 0 ? 'api:naive' : 'api:optimised', { kind: 'documents', documents }, 0),
    opened,
  )
  const app = await openApp(told)
  await expectScreen(app, 'compare-reading')
  await app.press('n')
  expect(app.text()).toContain('The files are not compared yet.')
})

test('below 80 columns everything is still there, a pane at a time', async () => {
  const app = await openApp(comparing(PAIR, { columns: 40, rows: 12 }))
  expect(app.text()).toContain('2 Files')
  await app.press('tab', 'tab')
  expect(app.text()).toContain('1 Layers')
  await app.press('3')
  expect(app.text()).toContain('3 Details')
})

test('in ASCII nothing else is drawn, on any screen', async () => {
  const theme = createTheme({ palette: 'mono', colour: false, ascii: true })
  const pair = await openApp(comparing(PAIR, SMALL), theme)
  for (const key of ['n', 'n', 'enter', '1', 'i', 'escape', 'f', 'escape', '?', 'escape', 'c']) {
    expect(pair.text()).toMatch(/^[\n -~−]*$/)
    await pair.press(key)
  }
  const table = await openApp(comparing(THREE, SMALL), theme)
  for (const key of ['space', 'tab', 's', 'right', 'tab', 'tab', 'tab']) {
    expect(table.text()).toMatch(/^[\n -~−≤]*$/)
    await table.press(key)
  }
})

test('a layer that could not be read is said to be missing, and the rest is compared', async () => {
  const broken = imageOf({
    layers: [
      { lines: ['a 100'], instruction: 'COPY a' },
      { lines: ['b 5'], instruction: 'COPY b', unreadable: true },
    ],
  })
  const whole = imageOfTexts('COPY a|a 100', 'COPY c|c 300')
  const app = await openApp(comparing({ broken, whole }, { columns: 120, rows: 30 }))
  expect(app.text()).toContain('compared as far as layers could be read')
  expect(app.text()).toMatch(/1 +missing/)
  expect(app.text()).toMatch(/A +c +300 B .+ \+300 B/)
})

test('the same image twice says that nothing differs', async () => {
  const app = await openApp(comparing({ 'api:naive': NAIVE }, SMALL))
  expect(app.text()).toContain('No file differs')
  expect(app.text()).toContain('unpacked   the same')
  await app.press('i')
  expect(app.text()).toContain('The configurations are the same.')
})

test('two builds that differ only in times say so', async () => {
  const [one, other] = [1, 2].map(time => imageOfTexts(`COPY . .|a/b 10 mtime=${time}; a/c 20 mtime=${time}`))
  if (one === undefined || other === undefined) throw new Error('There are no builds.')
  const app = await openApp(comparing({ one, other }, SMALL))
  expect(app.text()).toContain('Of 2 only the time differs: T')
  await app.press('T')
  expect(app.text()).toMatch(/T +b +10 B +10 B/)
})

test('other platforms are warned of', async () => {
  const arm = imageOf({
    layers: [{ lines: ['a 100'] }],
    platform: { os: 'linux', architecture: 'arm64', variant: null },
  })
  const app = await openApp(comparing({ amd: imageOfTexts('a 100'), arm }, { columns: 120, rows: 30 }))
  expect(app.text()).toContain('linux/amd64 against linux/arm64')
})

test('hundreds of layers scroll, and the cursor stays in sight', async () => {
  const image = (from: number) =>
    imageOfTexts(
      ...Array.from({ length: 300 }, (_, at) => `RUN step ${from + at}|f${from + at} ${from + at}`),
    )
  const app = await openApp(comparing({ old: image(0), new: image(100) }, SMALL))
  await app.press('1', 'end')
  expect(app.text()).toContain('400 of 400')
  expect(app.text()).toMatch(/▌ +A 299 /)
})

test('thousands of moves are told apart from what came and went', async () => {
  const files = Array.from({ length: 3000 }, (_, at) => at)
  const under = (folder: string) => imageOfTexts(files.map(at => `${folder}/f${at} 100 @c${at}`).join('; '))
  const app = await openApp(comparing({ old: under('old'), new: under('new') }, { columns: 120, rows: 30 }))
  expect(app.text()).toContain('3,000 moved')
  await app.press('n', 'enter', 'down')
  expect(app.text()).toMatch(/→ +f\d+ (→ \/new|from \/old)/)
  await app.press('R')
  expect(app.text()).toContain('without R')
})

test('names cannot give orders to the terminal', async () => {
  const hostile = imageOfTexts('RUN \x1b]0;owned\x07|\x1b]52;c;aGk=\x07evil 10', 'two\x9blines 20')
  const app = await openApp(
    comparing({ 'x\x1b]0;owned\x07': hostile, plain: NAIVE }, { columns: 120, rows: 30 }),
  )
  await app.press('n', 'enter', '1', 'i', 'escape')
  expect(app.sent()).not.toMatch(/\x1b\]0;owned|\x9b|\x1b\]52/)
})

const LINES: ContentDifference = {
  kind: 'text',
  complete: true,
  hunks: lineDifference(
    ['server:', '\tport: 80', 'log: all', 'debug: yes'].map(byteString),
    ['server:', '\tport: 8080', 'log: all', 'user: app\x1b[2J'].map(byteString),
  ),
}

function oneFailed(size: TerminalSize): State {
  const keys = ['api:naive', 'gone.tar']
  const awaited = awaitImages(createLayerscopeStore(size).getState(), keys)
  const known = read(showComparison(awaited, keys), { 'api:naive': NAIVE })
  return failImage(known, 'gone.tar', { kind: 'missingFile', path: 'gone.tar', similar: ['gone2.tar'] })
}
