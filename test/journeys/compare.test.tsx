import { expect, test } from 'vitest'
import { byteString } from '../../src/image/byte-string.ts'
import { parseTreePath } from '../../src/image/tree-path.ts'
import { showComparison } from '../../src/store/actions/compare/show-comparison.ts'
import { showMergedPath } from '../../src/store/actions/compare/show-merged-path.ts'
import { openImage } from '../../src/store/actions/open-image.ts'
import { listImages } from '../../src/store/actions/pick-image.ts'
import { receiveEvent } from '../../src/store/actions/receive-event.ts'
import type { PickerItem } from '../../src/store/picker-state.ts'
import { createLayerscopeStore, perform } from '../../src/store/store.ts'
import { type OpenApp, openApp } from '../screens/open-app.tsx'
import { comparing, NAIVE, OPTIMISED, read, SCRATCH } from '../store/comparing.ts'

const SIZE = { columns: 120, rows: 40 }

test('somebody sees where a gigabyte went, and why the program is smaller', async () => {
  const app = await openApp(comparing({ 'api:naive': NAIVE, 'api:scratch': SCRATCH }, SIZE))
  // how much, and what it adds up from
  expect(app.text()).toContain('−94.6 %')
  expect(app.text()).toMatch(/− 1\d\d\.\d MB removed/)

  // the first differences are the largest
  await app.press('n')
  expect(selected(app)).toMatch(/▌D +▾ usr .* −137\.6 MB/)
  await app.press('N', 'N')
  expect(statusLine(app)).not.toContain('/usr')

  // the server is the same file at another place
  await app.press('/')
  await app.type('server')
  await app.press('enter')
  expect(app.text()).toContain('Moved: the same bytes at another path')
  await app.press('escape')

  // the helper is another kind of program
  await app.press('/')
  await app.type('helper')
  await app.press('enter', 'enter')
  expect(app.text()).toContain('┏ 3 Details')
  expect(app.text()).toMatch(/amd64, dynamic .* amd64, static, stripped/)

  // the configuration, and back; q quits at the bottom
  await app.press('i')
  expect(app.text()).toContain('65532:65532')
  await app.press('escape')
  expect(app.text()).toContain('2 Files')
  await app.press('q')
  await app.ended
})

test('c asks with what to compare, marks make it a table, and everything leads back', async () => {
  const app = await openApp(
    read(openImage(createLayerscopeStore(SIZE).getState(), 'api:naive'), { 'api:naive': NAIVE }),
  )
  const explored = app.text()
  await app.press('c')
  expect(app.effects).toEqual(['list'])
  expect(app.text()).toContain('Compare api:naive with')
  perform(app.store, listImages, { kind: 'listed', problem: null, items: ITEMS })
  await app.press('space', 'space')
  expect(app.text()).toContain('2 marked')
  await app.press('enter')
  expect(app.effects.at(-1)).toBe('compare api:naive api:optimised api:scratch')

  // what the session then does
  perform(app.store, state => read(state, { 'api:optimised': OPTIMISED, 'api:scratch': SCRATCH }))
  perform(app.store, showComparison, ['api:naive', 'api:optimised', 'api:scratch'])
  await app.press('down', 'space', 'down', 'enter')
  expect(app.text().split('\n')[0]).toMatch(/api:optimised 130\.2 MB → api:scratch/)
  await app.press('escape')
  expect(app.text()).toContain('1 marked')
  await app.press('escape', 'enter')
  expect(app.text()).toContain('┏ 1 Layers')
  await app.press('escape', 'escape')
  expect(app.text()).toBe(explored)
})

test('after a rebuild r tells what is new, and p compares', async () => {
  const app = await openApp(read(openImage(createLayerscopeStore(SIZE).getState(), 'api'), { api: NAIVE }))
  await app.press('r')
  expect(app.effects).toEqual(['open api'])
  perform(app.store, openImage, 'api')
  perform(app.store, receiveEvent, 'api', { kind: 'analysed', analysis: OPTIMISED }, 0)
  await app.until(text => text.includes('Read again: 2 of 3 layers are new, another configuration.'))
  await app.press('p')
  expect(app.text().split('\n')[0]).toContain('api (before)')
  await app.press('r')
  expect(app.effects.at(-1)).toBe('read again api')
})

test('m on two layers compares them', async () => {
  const app = await openApp(read(openImage(createLayerscopeStore(SIZE).getState(), 'api'), { api: NAIVE }))
  await app.press('down', 'm')
  expect(statusLine(app)).toContain('layer 1 of api is marked')
  expect(app.text()).toContain('▌1*')
  await app.press('down', 'm')
  expect(app.text().split('\n')[0]).toContain('layer 1 of api 45.1 MB → layer 2 of api 135.6 MB')
  await app.press('escape')
  expect(app.text()).toContain('┏ 1 Layers')
})

test('v views the file as B has it, V as A has it', async () => {
  const path = parseTreePath(byteString('/app/config.yaml'))
  const app = await openApp(
    showMergedPath(comparing({ 'api:naive': NAIVE, 'api:scratch': SCRATCH }, SIZE), path),
  )
  await app.press('v')
  expect(app.text()).toContain('View /app/config.yaml')
  expect(app.text()).toContain(' api:scratch ')
  await app.press('q', 'V')
  expect(app.text()).toContain(' api:naive ')
  await app.press('escape')
  expect(app.text()).not.toContain('View /')
})

test('the mouse chooses, goes in and scrolls in both', async () => {
  const app = await openApp(comparing({ 'api:naive': NAIVE, 'api:scratch': SCRATCH }, SIZE))
  await app.click(5, 4)
  expect(app.text()).toContain('┏ 1 Layers')
  expect(app.text()).toContain('RUN apt-get update')
  await app.doubleClick(5, 16)
  expect(app.text()).toContain('┏ 2 Files')
  await app.wheel('down', 5, 4)
  expect(app.text()).toContain('┏ 2 Files')
  const table = await openApp(comparing({ a: NAIVE, b: OPTIMISED, c: SCRATCH }, SIZE))
  await table.click(5, 5)
  expect(table.text()).toContain('3 of 3')
  await table.doubleClick(5, 4)
  expect(table.text()).toContain('┏ 1 Layers')
})

const ITEMS: readonly PickerItem[] = ['api:optimised', 'api:scratch'].map(reference => ({
  ...{ reference, origin: 'engine', bytes: 1, created: null, description: null },
}))

function statusLine(app: OpenApp): string {
  return app.text().split('\n').at(-1) ?? ''
}

/** The line under the cursor of the pane with the keys. */
function selected(app: OpenApp): string {
  return (
    app
      .text()
      .split('\n')
      .find(text => text.startsWith('┃▌')) ?? ''
  )
}
