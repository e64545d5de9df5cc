import { describe, expect, test } from 'vitest'
import { listImages } from '../../src/store/actions/pick-image.ts'
import type { PickerItem, PickerList } from '../../src/store/picker-state.ts'
import type { State } from '../../src/store/state.ts'
import { createLayerscopeStore } from '../../src/store/store.ts'
import { exploring } from '../store/exploring.ts'
import { expectScreen } from './expect-screen.ts'
import { openApp } from './open-app.tsx'

const ITEMS: readonly PickerItem[] = [
  engineImage('api-service:naive', 1_140_000_000, '2024-05-02T11:55:00Z'),
  engineImage('api-service:optimised', 589_600_000, '2024-05-02T09:00:00Z'),
  engineImage('worker-service:scratch', 5_400_000, '2024-04-20T09:00:00Z'),
  { reference: 'backup.tar', origin: 'archive', bytes: 12_000, created: null, description: null },
  { reference: '/opt/demo/api.tar', origin: 'demo', bytes: 9_000, created: null, description: 'a demo' },
]

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
])('at $columns×$rows', size => {
  test('the picker lists images with size and age', async () => {
    await expectScreen(
      await openApp(picking({ kind: 'listed', items: ITEMS, problem: null }, size)),
      'picker',
    )
  })
})

test('typing filters, Enter opens what is under the cursor', async () => {
  const app = await openApp(picking({ kind: 'listed', items: ITEMS, problem: null }))
  await app.type('API')
  expect(app.text()).not.toContain('worker')
  expect(app.caret()).toEqual({ column: ' Find: API'.length, row: 1 })
  await app.press('down', 'enter')
  expect(app.effects).toEqual(['open api-service:optimised'])
})

test('a name that is not listed can be opened all the same', async () => {
  const app = await openApp(picking({ kind: 'listed', items: ITEMS, problem: null }))
  await app.type('registry.example/x:1')
  expect(app.text()).toContain('"registry.example/x:1" all the same.')
  await app.press('enter')
  expect(app.effects).toEqual(['open registry.example/x:1'])
})

test('while a filter is typed the status line offers no letter as a key', async () => {
  const app = await openApp(picking({ kind: 'listed', items: ITEMS, problem: null }))
  expect(app.text()).toContain('? help  q quit')
  await app.type('z')
  expect(app.text()).not.toMatch(/\? help|q quit/)
  expect(app.text()).toContain('Esc all again')
})

test('Esc takes the filter away and stays; q quits', async () => {
  const app = await openApp(picking({ kind: 'listed', items: ITEMS, problem: null }))
  await app.type('zzz')
  await app.press('escape', 'escape')
  expect(app.text()).toContain('1 of 5')
  await app.press('q')
  await app.ended
})

test('opened from an image it leads back to it', async () => {
  const app = await openApp(exploring())
  const before = app.text()
  await app.press('O')
  expect(app.text()).toContain('q close')
  expect(app.effects).toEqual(['list'])
  expect(app.text()).toContain('Images')
  await app.press('escape')
  expect(app.text()).toBe(before)
  await app.press('O', 'q')
  expect(app.text()).toBe(before)
})

test('clicks choose and open', async () => {
  const app = await openApp(picking({ kind: 'listed', items: ITEMS, problem: null }))
  await app.click(5, 5)
  expect(app.text()).toContain('3 of 5')
  await app.doubleClick(5, 4)
  expect(app.effects).toEqual(['open api-service:optimised'])
})

// biome-ignore format: one case per line
test.each([
  ['the engine is asked', { kind: 'loading' }, 'Asking the engine for its images.'],
  ['there are none', { kind: 'listed', items: [], problem: null }, 'There are no images yet.'],
  ['there is no engine', { kind: 'listed', items: [], problem: 'No engine answered. Tried:\n  a\nStart it.' }, 'Start it.'],
] as const)('while %s, it says so', async (_, list, said) => {
  expect((await openApp(picking(list))).text()).toContain(said)
})

test('an engine that did not answer is mentioned beside the archives, in one sentence', async () => {
  const app = await openApp(
    picking({ kind: 'listed', items: ITEMS.slice(3), problem: 'No engine answered. Tried:\n  /run/x' }),
  )
  expect(app.text()).toContain('No engine answered.')
  expect(app.text()).not.toContain('/run/x')
})

function picking(list: PickerList, terminal = { columns: 80, rows: 24 }): State {
  return listImages(createLayerscopeStore(terminal).getState(), list)
}

function engineImage(reference: string, bytes: number, created: string): PickerItem {
  return { reference, origin: 'engine', bytes, created, description: null }
}
