import { expect, test } from 'vitest'
import { layer } from '../../fixtures/recipe/recipe.ts'
import { diagnose } from '../../src/analysis/doctor.ts'
import { EMPTY_CONFIG } from '../../src/image/config.ts'
import { doctorText } from '../../src/report/doctor-text.ts'
import { lineText } from '../../src/report/line.ts'
import { openImage } from '../../src/store/actions/open-image.ts'
import { receiveEvent } from '../../src/store/actions/receive-event.ts'
import { createLayerscopeStore } from '../../src/store/store.ts'
import { exploring, KEY } from '../store/exploring.ts'
import { imageOf, NAIVE } from '../store/images.ts'
import { expectScreen } from './expect-screen.ts'
import { openApp } from './open-app.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
]

/** Does not start: the program is not where the config says, and nobody is "web". */
const BROKEN = imageOf([['COPY server /srv/server', layer('srv/server 5000 mode=0755', 'etc/passwd 0')]], {
  config: { ...EMPTY_CONFIG, entrypoint: ['/server'], user: 'web', workingDirectory: '/srv' },
})

test.each(SIZES)('at $columns×$rows doctor says the verdict, the process and the findings', async size => {
  const app = await openApp(exploring(BROKEN, size))
  await app.press('d')
  await expectScreen(app, 'doctor')
})

test('the screen says, line for line, what the command prints', async () => {
  const app = await openApp(exploring(BROKEN, { columns: 120, rows: 100 }))
  await app.press('d')
  const printed = doctorText(diagnose(BROKEN.analysis), { reference: KEY, width: 116 })
  const shown = app
    .text()
    .split('\n')
    .slice(2, 2 + printed.length)
    .map(line => line.slice(2, -1).trimEnd())
  expect(shown).toEqual(printed.map(lineText))
})

test('what does not fit scrolls, and comes back with one key from the end', async () => {
  const app = await openApp(exploring(NAIVE, { columns: 60, rows: 12 }))
  await app.press('d')
  const start = app.text()
  await app.press('end')
  const end = app.text()
  expect(end).not.toBe(start)
  await app.press('down', 'pageDown', 'up')
  expect(app.text()).not.toBe(end)
  await app.press('g')
  expect(app.text()).toBe(start)
  await app.wheel('down', 5, 5)
  expect(app.text()).not.toBe(start)
})

test.each(['d', 'escape', 'q', 'left'])('%s goes back to the layers', async key => {
  const app = await openApp(exploring(NAIVE))
  const before = app.text()
  await app.press('d', key)
  expect(app.text()).toBe(before)
})

test('while layers are missing it says that it has to wait', async () => {
  const opened = openImage(createLayerscopeStore({ columns: 80, rows: 24 }).getState(), KEY)
  const reading = receiveEvent(opened, KEY, { kind: 'documents', documents: NAIVE.documents }, 0)
  const app = await openApp(reading)
  await app.press('d')
  expect(app.text()).toContain('still being read')
})

test('what a config says cannot give orders to the terminal', async () => {
  const hostile = imageOf([['RUN x', layer('a 1')]], {
    config: {
      ...EMPTY_CONFIG,
      entrypoint: ['\x1b]0;owned\x07'],
      user: '\x1b[2J',
      workingDirectory: '/\u202e',
    },
  })
  const app = await openApp(exploring(hostile))
  await app.press('d')
  expect(app.sent()).not.toMatch(/\x1b\]0|\x1b\[2J|\u202e|owned\x07/)
  expect(app.text()).toContain('owned')
})
