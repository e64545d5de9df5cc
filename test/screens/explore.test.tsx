import { describe, expect, test } from 'vitest'
import { createTheme } from '../../components/theme.ts'
import { layer } from '../../fixtures/recipe/recipe.ts'
import { byteString } from '../../src/image/byte-string.ts'
import { parseTreePath } from '../../src/image/tree-path.ts'
import { selectStepOfLayer } from '../../src/store/actions/select-layer.ts'
import { showPath } from '../../src/store/actions/show-path.ts'
import { basedImage } from '../store/based-image.ts'
import { apply, exploring } from '../store/exploring.ts'
import { imageOf, NAIVE } from '../store/images.ts'
import { expectScreen } from './expect-screen.ts'
import { openApp } from './open-app.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
]
const NARROW = [
  { columns: 40, rows: 10 },
  { columns: 60, rows: 40 },
]

describe.each(SIZES)('at $columns×$rows', size => {
  test('an image shows its layers, what the first one holds, and what it is', async () => {
    await expectScreen(await openApp(exploring(NAIVE, size)), 'explore')
  })

  test('a file says who wrote it and who killed it', async () => {
    const state = apply(
      exploring(NAIVE, size),
      now => selectStepOfLayer(now, 1),
      now => showPath(now, parseTreePath(byteString('/var/lib/apt/lists/Packages'))),
    )
    await expectScreen(await openApp(state), 'file')
  })

  test('a base of several layers is one line, and says what is wasted in it', async () => {
    await expectScreen(await openApp(exploring(basedImage(), size)), 'base')
  })

  test.each([
    ['waste', 'w'],
    ['config', 'i'],
    ['help', '?'],
  ])('%s', async (name, key) => {
    const app = await openApp(exploring(NAIVE, size))
    await app.press(key)
    await expectScreen(app, name)
  })
})

test('a finding is explained over the list that has it', async () => {
  const app = await openApp(exploring(NAIVE, { columns: 80, rows: 24 }))
  await app.press('w', 'x')
  await expectScreen(app, 'explained')
  await app.press('end', 'escape')
  expect(app.text()).toContain('by written')
})

test.each(NARROW)('at $columns×$rows panes lie above each other', async size => {
  await expectScreen(await openApp(exploring(NAIVE, size)), 'explore')
})

test('a window too small says so and recovers', async () => {
  const app = await openApp(exploring(NAIVE, { columns: 80, rows: 24 }))
  const before = app.text()
  await app.resize(39, 24)
  expect(app.text().trim()).toBe('Too small: 39x24. Needs 40x10.')
  await app.resize(80, 24)
  expect(app.text()).toBe(before)
})

test('in ASCII nothing else is drawn, on any screen', async () => {
  const theme = createTheme({ palette: 'mono', colour: false, ascii: true })
  const app = await openApp(exploring(NAIVE, { columns: 80, rows: 24 }), theme)
  for (const key of [
    'down',
    'tab',
    'end',
    'v',
    'escape',
    'd',
    'escape',
    'w',
    'escape',
    'i',
    'escape',
    '?',
    'escape',
    'f',
    'escape',
    'o',
  ]) {
    expect(app.text()).toMatch(/^[\n -~]*$/)
    await app.press(key)
  }
  expect(app.text()).toMatch(/^[\n -~]*$/)
})

test('the pane with the keys and the selected row are seen without colour', async () => {
  const app = await openApp(exploring(NAIVE, { columns: 80, rows: 24 }))
  const [, top = '', first = ''] = app.text().split('\n')
  expect([top[0], first.slice(0, 2)]).toEqual(['┏', '┃▌'])
  await app.press('tab')
  expect(app.text().split('\n')[1]?.[0]).toBe('┌')
})

test('names cannot give orders to the terminal', async () => {
  const hostile = imageOf([
    [
      'RUN printf "\x1b]0;owned\x07"',
      layer('\x1b]52;c;aGk=\x07evil 10', 'two\x9blines\r\x1b[2J 20', '\u202egnp.exe 30'),
    ],
  ])
  const app = await openApp(exploring(hostile, { columns: 100, rows: 24 }))
  await app.press('tab', 'down', 'down', 'y', 'w', 'escape', 'i', 'escape', '/')
  await app.paste('\x1b]52;c;aGk=\x07')
  const sent = app.sent().replaceAll(/\x1b\]52;c;[A-Za-z0-9+/=]*\x07/g, '')
  expect(sent).not.toMatch(/\x1b\]0|\x1b\[2J|\x9b|\u202e|owned\x07/)
  expect(app.sent().match(/\x1b\]52/g)).toHaveLength(1) // y, which copies the name as it is shown
  expect(app.text()).toContain(String.raw`\x1b]52;c;aGk=`)
})

test('an image without history shows its layers all the same', async () => {
  const image = imageOf([
    ['RUN x', layer('a 100')],
    ['RUN y', layer('b 20')],
  ])
  const documents = { ...image.documents, steps: [] }
  const app = await openApp(exploring({ ...image, analysis: { ...image.analysis, documents } }))
  expect(app.text()).toContain('(no history)')
  expect(app.text()).toContain('0 steps, 2 layers')
})

test('a layer that cannot be read says why, and the others are shown', async () => {
  const image = imageOf([
    ['RUN good', layer('a 100')],
    ['RUN bad', { kind: 'corrupted', what: 'Layer 1', detail: 'the gzip checksum differs' }],
  ])
  const app = await openApp(exploring(image, { columns: 100, rows: 24 }))
  expect(app.text()).toContain('not everything could be read')
  await app.press('down')
  await expectScreen(app, 'unreadable-layer')
})

test('three hundred layers scroll, and the cursor stays in sight', async () => {
  const steps = Array.from({ length: 300 }, (_, at) => [`RUN step ${at}`, layer(`f${at} ${at}`)] as const)
  const app = await openApp(exploring(imageOf(steps), { columns: 80, rows: 24 }))
  await app.press('end')
  expect(app.text()).toContain('300 of 300')
  expect(app.text()).toContain('▌299')
  await app.press('pageUp', 'pageUp')
  expect(app.text()).toMatch(/▌27\d/)
})
