import { describe, expect, test } from 'vitest'
import { type OpenApp, openApp } from '../screens/open-app.tsx'
import { exploring } from '../store/exploring.ts'
import { NAIVE } from '../store/images.ts'

const SMALL = { columns: 80, rows: 24 }

test('a newcomer finds out what is wasted, looks at it, and leaves', async () => {
  const app = await openApp(exploring(NAIVE, SMALL))
  expect(statusLine(app)).toContain('? help  q quit')

  // the header says that something is wasted, the status line how to see what
  expect(app.text()).toContain('wasted 12.6 MB (32 %)')
  await app.press('w')
  expect(app.text()).toContain('/app/server  rewritten (mode)')

  // the largest file of the second group, in the layer that wrote it
  await app.press('down', 'down', 'down', 'down')
  expect(selected(app)).toContain('fix: Make one RUN of those of layers 1, 2 and 3.')
  await app.press('x')
  expect(app.text()).toContain('&& rm -rf /var/lib/apt/lists/*')
  await app.press('escape', 'down', 'enter')
  expect(selected(app)).toMatch(/▌A +Packages +5.0 MB .*✗3/)
  expect(app.text()).toContain('changes of layer 1')
  expect(app.text()).toContain('Wasted: killed by layer 3')
  expect(statusLine(app)).toContain('/var/lib/apt/lists/Packages')

  // back to the layers: the one that wrote it is chosen, and what to do is said
  await app.press('escape')
  expect(app.text()).toContain('▌1    9.1 MB')
  expect(app.text()).toContain('5.2 MB of it deleted again by layer')
  await app.press('3', 'down', 'down')
  expect(app.text()).toContain('Fix, saves 5.2 MB: Make one RUN of')

  await app.press('q')
  await app.ended
})

test('somebody who presses Esc all the time ends up at the layers, and still in the program', async () => {
  const app = await openApp(exploring(NAIVE, SMALL))
  const start = app.text()
  for (const keys of [
    ['tab'],
    ['w'],
    ['i'],
    ['?'],
    ['?', 'x'],
    ['/', 'a', 'enter'],
    ['f', '*', 'enter'],
    ['A'],
    ['z'],
    ['o'],
  ]) {
    await app.press(...keys, 'escape', 'escape', 'escape')
    expect(app.text(), keys.join(' ')).toContain('┏ 1 Layers')
  }
  await app.press('1', 'g')
  expect(app.text().split('\n')[1]).toBe(start.split('\n')[1])
})

describe('finding', () => {
  test('goes to the first match while it is typed, n and N follow, Esc takes it away', async () => {
    const app = await openApp(exploring(NAIVE, SMALL))
    await app.press('a', 'a', '/')
    await app.type('g')
    expect(app.text()).toContain(' Find: g')
    expect(app.caret()).toEqual({ column: ' Find: g'.length, row: 23 })
    await app.type('o')
    await app.press('enter')
    const first = selected(app)
    expect(first).toContain('go')
    await app.press('n')
    expect(selected(app)).not.toBe(first)
    await app.press('N')
    expect(selected(app)).toBe(first)
    await app.press('escape', 'n')
    expect(statusLine(app)).toContain('Nothing to find yet: / starts a search.')
  })

  test('given up, everything is as it was before', async () => {
    const app = await openApp(exploring(NAIVE, SMALL))
    await app.press('tab', 'a', 'a', '-')
    const before = app.text()
    await app.press('/')
    await app.type('fmt')
    expect(selected(app)).toContain('fmt.a')
    await app.press('escape')
    expect(app.text()).toBe(before)
  })

  test('what is nowhere is said to be nowhere', async () => {
    const app = await openApp(exploring(NAIVE, SMALL))
    await app.press('/')
    await app.type('zebra')
    await app.press('enter')
    expect(statusLine(app)).toContain('Nothing in this tree matches "zebra".')
  })
})

describe('filtering', () => {
  test('takes effect while it is typed, as soon as it is a filter', async () => {
    const app = await openApp(exploring(NAIVE, SMALL))
    await app.press('a', 'a', 'f')
    await app.type('size>')
    expect(statusLine(app)).toContain('is no size')
    await app.press('enter') // does not close what is no filter
    await app.type('5M type:f')
    await app.press('enter')
    expect(shownFiles(app)).toEqual(['go', 'server'])
    expect(app.text()).toContain('filter size>5M type:f')
    await app.press('escape')
    expect(app.text()).not.toContain('filter size')
  })

  test('by status: A M D U show and hide', async () => {
    const app = await openApp(exploring(NAIVE, SMALL))
    await app.press('2', '1', 'end', 'up', '2') // the chmod layer
    expect(app.text()).toMatch(/M +server/)
    await app.press('M')
    expect(app.text()).toContain('without M')
    expect(app.text()).toContain('Nothing passes the filter.')
    await app.press('M')
    expect(app.text()).toMatch(/M +server/)
  })
})

test('a line being typed survives a resize', async () => {
  const app = await openApp(exploring(NAIVE, SMALL))
  await app.press('/')
  await app.type('pass')
  await app.resize(120, 40)
  await app.type('wd')
  expect(app.text()).toContain(' Find: passwd')
  expect(selected(app)).toContain('passwd')
})

test('help is found, filtered, and left', async () => {
  const app = await openApp(exploring(NAIVE, SMALL))
  const before = app.text()
  await app.press('?', 'end', 'pageDown', 'pageDown', 'pageDown', 'pageDown')
  expect(app.text()).toContain('The mouse works too')
  await app.press('up')
  await app.type('sort')
  expect(app.text()).toContain('sort by size, name, status or time')
  expect(app.text()).not.toContain('next pane')
  await app.press('escape', 'escape')
  expect(app.text()).toBe(before)
})

test('what is scrolled past its end comes back with one key', async () => {
  const app = await openApp(exploring(NAIVE, SMALL))
  await app.press('3', 'end')
  const end = app.text()
  await app.press('down', 'down', 'pageDown', 'up')
  expect(app.text()).not.toBe(end)
})

describe('the mouse', () => {
  test('chooses, goes in, scrolls what is under it', async () => {
    const app = await openApp(exploring(NAIVE, SMALL))
    await app.click(5, 3)
    expect(app.text()).toContain('changes of layer 1')
    await app.doubleClick(60, 3) // /var, which is open
    expect(app.text()).toContain('▸ var')
    expect(app.text()).toContain('┏ 2 Files')
  })

  test('the wheel scrolls the list under it; the cursor stays as long as it is seen', async () => {
    const app = await openApp(exploring(NAIVE, { columns: 80, rows: 18 }))
    await app.press('down', 'down', 'down', 'down', 'down', 'tab')
    const chosen = /▌\d+/.exec(app.text())?.[0]
    await app.wheel('down', 5, 3)
    expect(app.text()).toContain('┏ 2 Files')
    expect(app.text().split('\n')[2]).not.toContain('FROM')
    expect(app.text()).toContain(chosen)
    await app.wheel('up', 5, 3)
    expect(app.text().split('\n')[2]).toContain('FROM')
    expect(app.text()).toContain(chosen)
  })

  test('drags the divider, and nothing else', async () => {
    const app = await openApp(exploring(NAIVE, SMALL))
    await app.drag([40, 5], [50, 5])
    expect(app.text().split('\n')[1]?.indexOf('┌')).toBe(50)
    await app.drag([45, 5], [30, 5])
    expect(app.text().split('\n')[1]?.indexOf('┌')).toBe(50)
  })
})

test('zoom, divider and order can be changed and changed back', async () => {
  const app = await openApp(exploring(NAIVE, SMALL))
  await app.press('z')
  expect(app.text()).not.toContain('Files')
  await app.press('tab')
  expect(app.text()).toContain('┏ 2 Files')
  await app.press('z', ']', '[')
  for (const order of ['size ↑', 'name ↓', 'name ↑', 'status ↓', 'status ↑', 'time ↓', 'time ↑', 'size ↓']) {
    await app.press('s')
    expect(app.text()).toContain(` ${order} `)
  }
})

function statusLine(app: OpenApp): string {
  return app.text().split('\n').at(-1) ?? ''
}

/** The right column's line under the cursor. */
function selected(app: OpenApp): string {
  const line =
    app
      .text()
      .split('\n')
      .find(text => text.includes('┃▌')) ?? ''
  return line.slice(line.indexOf('┃▌') + 1)
}

/** Names of the files shown, directories left out. */
function shownFiles(app: OpenApp): string[] {
  return app
    .text()
    .split('\n')
    .map(line => /[┃][▌ ][AMD· ] {2,}([^ ▸▾│]+) +[\d.]+ /.exec(line)?.[1] ?? '')
    .filter(name => name !== '')
}

test.each([
  ['ctrl-c', 'interrupted'],
  ['q', 'quit'],
])('%s ends it: %s', async (key, ending) => {
  const app = await openApp()
  await app.press(key)
  expect(await app.ended).toBe(ending)
})
