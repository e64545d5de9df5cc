import { expect, test } from 'vitest'
import { createTheme } from '../../components/theme.ts'
import { explainCache } from '../../src/analysis/cache/explain-cache.ts'
import { explainText } from '../../src/report/cache/explain-text.ts'
import { lineText } from '../../src/report/line.ts'
import { buildOf } from '../analysis/cache/builds.ts'
import { comparing, NAIVE } from '../store/comparing.ts'
import { expectScreen } from './expect-screen.ts'
import { openApp } from './open-app.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
]

const BUILT = build(1, 'app/main.go 20 @A', 'server 7000000')
const REBUILT = build(2, 'app/main.go 20 @B', 'server 7000100')
const BUILDS = { 'api:1.0': BUILT, 'api:1.1': REBUILT }

test.each(SIZES)('at $columns×$rows x says what ran again, and why', async size => {
  const app = await openApp(comparing(BUILDS, size))
  await app.press('x')
  await expectScreen(app, 'cache')
})

test('the screen says, line for line, what the command prints', async () => {
  const app = await openApp(comparing(BUILDS, { columns: 120, rows: 60 }))
  await app.press('x')
  const explanation = explainCache(BUILT, REBUILT)
  const printed = explainText(explanation, { old: 'api:1.0', new: 'api:1.1', width: 116, ascii: false })
  const shown = app
    .text()
    .split('\n')
    .slice(2, 2 + printed.length)
    .map(line => line.slice(2, -1).trimEnd())
  expect(shown).toEqual(printed.map(lineText))
})

test('what does not fit scrolls, and comes back with one key from the end', async () => {
  const app = await openApp(comparing(BUILDS, { columns: 60, rows: 12 }))
  await app.press('x')
  const start = app.text()
  await app.press('end')
  const end = app.text()
  expect(end).not.toBe(start)
  await app.press('pageDown', 'up')
  expect(app.text()).not.toBe(end)
  await app.press('g')
  expect(app.text()).toBe(start)
  await app.wheel('down', 5, 5)
  expect(app.text()).not.toBe(start)
})

test.each(['x', 'escape', 'q', 'left'])('%s goes back to the comparison', async key => {
  const app = await openApp(comparing(BUILDS))
  const before = app.text()
  await app.press('x', key)
  expect(app.text()).toBe(before)
})

test('X puts the builds the other way round', async () => {
  const app = await openApp(comparing({ 'api:1.1': REBUILT, 'api:1.0': BUILT }))
  await app.press('x')
  expect(app.text()).toContain('OLD  api:1.1')
  await app.press('X')
  expect(app.text()).toContain('OLD  api:1.0')
})

test('images of two Dockerfiles are called so', async () => {
  const app = await openApp(comparing({ 'api:1.0': BUILT, 'other:1': NAIVE }))
  await app.press('x')
  expect(app.text()).toContain('are not two builds of one Dockerfile')
})

test('in ASCII nothing else is drawn', async () => {
  const app = await openApp(comparing(BUILDS), createTheme({ palette: 'mono', colour: false, ascii: true }))
  await app.press('x')
  expect(app.text()).toContain('#...')
  expect(app.text()).toMatch(/^[\n -~]*$/)
})

function build(at: number, main: string, server: string) {
  return buildOf(
    { builder: 'buildkit' },
    '1 ::  :: bin/sh 120000; etc/passwd 900',
    '---',
    '1 :: RUN /bin/sh -c apt-get update && apt-get install -y golang-go # buildkit :: usr/bin/go 340000000',
    '1 :: ENV CGO_ENABLED=0',
    `${at} :: COPY . . # buildkit :: ${main}; app/go.mod 5; app/go.sum 90`,
    `${at} :: RUN /bin/sh -c go mod download # buildkit :: root/go/pkg/mod/retry.go 52000000 mtime=${at}`,
    `${at} :: RUN /bin/sh -c go build -trimpath -ldflags="-s -w" -o server . # buildkit :: ${server}`,
    `${at} :: CMD ["./server"]`,
  )
}
