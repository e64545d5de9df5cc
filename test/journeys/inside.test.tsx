import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openWithContents } from '../screens/open-viewer.ts'

const SERVER = readFileSync(new URL('../../fixtures/elf/server-dynamic', import.meta.url))

test('why a scratch image does not start is found, and its files are read, without a shell', async () => {
  const app = await openWithContents([
    [
      { name: 'server', content: SERVER, mode: 0o755 },
      { name: 'etc/app.conf', content: 'listen = 0.0.0.0:8080\nlog = info\n' },
    ],
    [{ name: 'etc/app.conf', content: 'listen = 0.0.0.0:80\nlog = info\n' }],
  ])

  // it says why it does not start
  await app.press('d')
  expect(app.text()).toContain('will not start')
  await app.press('d')

  // the program it has is a dynamic one: that is what is known of it, and its bytes
  await app.press('a', 'a', '/')
  await app.type('server')
  await app.press('enter', 'enter')
  expect(app.text()).toContain('View /server')
  expect(app.text()).toContain('interpreter    /lib64/ld-linux-x86-64.so.2')
  await app.press('x')
  await app.until(text => text.includes('.ELF'))
  await app.press('escape')

  // what the service was told, found in the file, and what it had been told before
  await app.press('escape', '/')
  await app.type('app.conf')
  await app.press('enter', 'v')
  await app.until(text => text.includes('listen = 0.0.0.0:80 '))
  await app.press('/')
  await app.type('log')
  await app.press('enter')
  await app.until(text => text.includes('find log · 2 of 2'))
  await app.press('g', '<')
  await app.until(text => text.includes('listen = 0.0.0.0:8080'))
  expect(app.text()).toContain('version 1 of 2')

  // Esc takes the search away, then the viewer, and the file is still chosen
  await app.press('escape')
  expect(app.text()).toContain('View /etc/app.conf')
  await app.press('escape')
  expect(app.text()).toMatch(/▌.*app\.conf/)
  await app.press('q')
  await app.ended
})
