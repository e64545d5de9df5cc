import { expect, test, vi } from 'vitest'
import { layer } from '../../fixtures/recipe/recipe.ts'
import { foldAll } from '../../src/store/actions/fold-directory.ts'
import { openApp } from '../screens/open-app.tsx'
import { exploring } from '../store/exploring.ts'
import { imageOf, NAIVE } from '../store/images.ts'

vi.mock('../../components/text/pane-rows.ts', { spy: true })
const { paneRows } = await import('../../components/text/pane-rows.ts')

test('a cursor that moves in the files is no work for the layers', async () => {
  const app = await openApp(exploring())
  await app.press('tab')
  vi.mocked(paneRows).mockClear()
  await app.press('down')
  expect(titlesDrawn()).toEqual(['3 File', '2 Files'])
})

test('nothing is composed again for a key that changes nothing', async () => {
  const app = await openApp(exploring())
  vi.mocked(paneRows).mockClear()
  await app.press('up', 'home', 'escape')
  expect(titlesDrawn()).toEqual([])
})

test('a text that scrolls is no work for the others', async () => {
  const app = await openApp(exploring(NAIVE, { columns: 80, rows: 24 }))
  await app.press('3')
  vi.mocked(paneRows).mockClear()
  await app.press('down')
  expect(titlesDrawn()).toEqual(['3 Instruction'])
})

test('scrolling ten thousand different rows keeps no more of them than the screen shows', async () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `file-with-its-own-name-${at} ${at}`)
  const app = await openApp(foldAll(exploring(imageOf([['RUN x', layer(...lines)]])), 'open'))
  await app.press('2')
  vi.mocked(paneRows).mockClear()
  for (let page = 0; page < 300; page++) app.keyboard.feed('\x1b[6~')
  await app.idle()
  expect(app.text()).toContain('10,001 of 10,001')
  const kept = vi.mocked(paneRows).mock.results.map(({ value }) => value?.length ?? 0)
  expect(Math.max(...kept)).toBeLessThanOrEqual(40)
})

function titlesDrawn(): string[] {
  return vi.mocked(paneRows).mock.calls.map(([pane]) =>
    pane.title
      .slice(0, 2)
      .map(({ text }) => text)
      .join(''),
  )
}
