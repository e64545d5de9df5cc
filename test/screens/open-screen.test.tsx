import { Box } from 'ink'
import { describe, expect, test } from 'vitest'
import { DemoApp } from './demo-app.tsx'
import { expectScreen } from './expect-screen.ts'
import { openScreen } from './open-screen.tsx'

describe.each([
  [80, 24],
  [120, 40],
  [200, 60],
])('at %d×%d', (columns, rows) => {
  test('the kit draws a pane that fills the screen', async () => {
    const screen = await openScreen(<DemoApp total={1000} />, { columns, rows })
    await screen.press('j', 'pageDown')
    await expectScreen(screen, 'demo')
  })
})

test('every key of a burst counts', async () => {
  const screen = await openScreen(<DemoApp total={9} />, { columns: 40, rows: 8 })
  screen.keyboard.feed('jjj')
  await screen.idle()
  expect(screen.text()).toContain('4 of 9')
})

test('the selected row is one band of colour, the others have their own', async () => {
  const screen = await openScreen(<DemoApp total={9} />, { columns: 40, rows: 8 })
  expect(screen.cell(1, 1)).toMatchObject({ text: '0', background: 4, bold: true })
  expect(screen.cell(38, 1)).toMatchObject({ background: 4 })
  expect(screen.cell(1, 2)).toMatchObject({ text: '1', foreground: 2, background: undefined })
})

test('mouse, paste and named keys arrive', async () => {
  const screen = await openScreen(<DemoApp total={9} />, { columns: 40, rows: 8 })
  await screen.doubleClick(3, 4)
  expect(screen.text()).toContain('release left 3,4')
  await screen.wheel('down', 1, 2)
  expect(screen.text()).toContain('wheelDown none 1,2')
  await screen.paste('two\rlines')
  expect(screen.text()).toContain(String.raw`pasted two\nlines`)
  await screen.press('escape')
  expect(screen.text()).toMatch(/\nescape$/)
})

test('a resize redraws everything in the new size', async () => {
  const screen = await openScreen(<DemoApp total={9} />, { columns: 80, rows: 24 })
  await screen.resize(40, 6)
  const smaller = screen.text()
  await screen.resize(80, 24)
  await screen.resize(40, 6)
  expect(screen.text()).toBe(smaller)
  expect(smaller.split('\n')[0]).toMatch(/^┏ 1 Numbers ━+ by size ↓ ┓$/)
  expect(smaller.split('\n')).toHaveLength(6)
})

test('the app ends when it says so, and the terminal is as it was', async () => {
  const screen = await openScreen(<DemoApp total={9} />, { columns: 40, rows: 8 })
  await screen.press('q')
  await screen.ended
  expect(screen.text().trim()).toBe('')
  expect(screen.keyboard.isRaw).toBe(false)
  expect(screen.caret()).toBeDefined()
})

test('what an app throws while drawing is thrown to whoever ran it', async () => {
  const screen = await openScreen(<Broken />, { columns: 40, rows: 8 })
  await expect(screen.ended).rejects.toThrow('a bug in a component')
  expect(screen.keyboard.isRaw).toBe(false)
})

test('so is what it throws at a key', async () => {
  const screen = await openScreen(<DemoApp total={9} />, { columns: 40, rows: 8 })
  await screen.press('!')
  await expect(screen.ended).rejects.toThrow('a bug in a key handler')
  expect(screen.keyboard.isRaw).toBe(false)
})

test('a screen waits for what happens in the background', async () => {
  const screen = await openScreen(<DemoApp total={9} />, { columns: 40, rows: 8 })
  setTimeout(() => screen.keyboard.feed('j'), 5)
  await screen.until(text => text.includes('2 of 9'))
})

test('an app smaller than the screen leaves the rest blank', async () => {
  const screen = await openScreen(<Box />, { columns: 10, rows: 3 })
  expect(screen.text()).toBe('\n\n')
})

function Broken(): never {
  throw new Error('a bug in a component')
}
