import { expect, test } from 'vitest'
import { layer } from '../../fixtures/recipe/recipe.ts'
import { exploring } from '../store/exploring.ts'
import { imageOf } from '../store/images.ts'
import { packedImage } from '../store/packed-image.ts'
import { expectScreen } from './expect-screen.ts'
import { openApp } from './open-app.tsx'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
]
const PACKED = await packedImage()

test.each(SIZES)('at $columns×$rows it shows categories, and packages by their bytes', async size => {
  const app = await openApp(exploring(PACKED, size))
  await app.press('P')
  await expectScreen(app, 'contents')
})

test('the cursor walks from the categories into the packages, and Tab goes straight there', async () => {
  const app = await openApp(exploring(PACKED, { columns: 80, rows: 24 }))
  await app.press('P', 'tab')
  expect(marked(app.text())).toMatch(/curl/)
  await app.press('up')
  expect(marked(app.text())).toMatch(/source and tests/)
  await app.press('G')
  expect(marked(app.text())).toMatch(/liba0/)
})

test('Enter shows the largest file of a category or a package in the final tree', async () => {
  const app = await openApp(exploring(PACKED, { columns: 120, rows: 40 }))
  await app.press('P', 'enter')
  expect(app.text()).toMatch(/final[\s\S]*▌.*go /)
  await app.press('P', 'tab', 'down', 'enter')
  expect(app.text()).toMatch(/▌.*libd29\.so/)
})

test('a text leaves the packages that hold it; Esc brings the others back', async () => {
  const app = await openApp(exploring(PACKED, { columns: 80, rows: 24 }))
  await app.press('P', '/')
  await app.type('d29')
  expect(app.text()).toContain('libd29')
  expect(app.text()).not.toContain('curl')
  await app.press('enter')
  expect(app.text()).toContain('Packages  "d29"')
  await app.press('escape')
  expect(app.text()).toContain('curl')
  await app.press('/')
  await app.type('nothing')
  expect(app.text()).toContain('No package is called like "nothing".')
})

test('sorting by name begins with the first letter of the alphabet, by layer with the lowest', async () => {
  const app = await openApp(exploring(PACKED, { columns: 80, rows: 24 }))
  await app.press('P', 's', 'tab')
  expect(app.text()).toContain('by name')
  expect(marked(app.text())).toMatch(/curl/)
  await app.press('down')
  expect(marked(app.text())).toMatch(/liba0/)
  await app.press('s')
  expect(app.text()).toContain('by layer')
})

test('a click chooses a line of either part, twice shows it, the wheel scrolls the packages', async () => {
  const app = await openApp(exploring(PACKED, { columns: 80, rows: 24 }))
  await app.press('P')
  await app.click(5, 3)
  expect(marked(app.text())).toMatch(/operating system/)
  await app.click(5, 10)
  expect(marked(app.text())).toMatch(/lib/)
  const before = app.text()
  await app.wheel('down', 5, 12)
  expect(app.text()).not.toBe(before)
  await app.doubleClick(5, 2)
  expect(app.text()).toContain('Files')
})

test.each(['P', 'escape', 'q', 'left'])('%s goes back to the layers', async key => {
  const app = await openApp(exploring(PACKED))
  await app.press('P', key)
  expect(app.text()).toContain('1 Layers')
})

test('an image without packages says why there are none, one read in part that nothing is known', async () => {
  const bare = imageOf([['COPY server /', layer('server 10')]])
  const app = await openApp(exploring(bare, { columns: 80, rows: 24 }))
  await app.press('P')
  expect(app.text()).toContain('No packages: no database names any, and no program its modules.')
  const fault = { kind: 'missingBlob', what: 'Layer 0', blob: 'x' } as const
  const part = await openApp(exploring(imageOf([['COPY server /', fault]]), { columns: 80, rows: 24 }))
  await part.press('P')
  expect(part.text()).toContain('Unknown: not every layer could be read.')
})

test('the instruction pane says what the bytes of a layer are there for', async () => {
  const app = await openApp(exploring(PACKED, { columns: 120, rows: 40 }))
  await app.press('down')
  expect(app.text().replaceAll(/[│┃\n ]+/g, ' ')).toContain(
    'holds language toolchain and runtime 900.0 kB, package lists and caches 400.0 kB',
  )
})

/** The line with the cursor. */
function marked(text: string): string {
  return text.split('\n').find(line => /^[┃│]▌/.test(line)) ?? ''
}
