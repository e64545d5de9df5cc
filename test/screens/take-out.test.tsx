import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { byteString } from '../../src/image/byte-string.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { showWork } from '../../src/store/actions/work.ts'
import { perform } from '../../src/store/store.ts'
import type { LayerTree } from '../../src/tree/layer-tree.ts'
import { LayerTreeBuilder } from '../../src/tree/layer-tree-builder.ts'
import { exploring } from '../store/exploring.ts'
import { imageOf } from '../store/images.ts'

import { openApp } from './open-app.tsx'
import { HOME, openWithContents, view } from './open-viewer.ts'

const LAYERS = [
  [
    { name: 'etc/', type: 'directory' },
    { name: 'etc/app.conf', content: 'port = 1\n' },
    { name: 'etc/link.conf', type: 'symlink', linkName: 'app.conf' },
    { name: 'srv/a', content: 'aaa' },
    { name: 'srv/sub/b', content: 'bb' },
    { name: '\x1b[2J$(boom) x', content: 'hostile' },
  ],
  [{ name: 'etc/app.conf', content: 'port = 2\n' }],
] as const

const DIES = join(HOME, 'dies')
await writeFile(DIES, '#!/bin/sh\nkill -9 $$\n', { mode: 0o755 })

afterEach(() => vi.unstubAllEnvs())

/** Finds a path in the final tree. */
async function goTo(name: string) {
  const app = await openWithContents(LAYERS)
  await app.press('a', 'a', '/')
  await app.type(name)
  await app.press('enter')
  return app
}

async function writeTo(app: Awaited<ReturnType<typeof goTo>>, place: string) {
  await app.press('e', 'ctrl-u')
  await app.paste(place)
  await app.press('enter')
}

test('e writes the file under the cursor where it is told to, and says how much', async () => {
  const app = await goTo('app.conf')
  await app.press('e')
  expect(app.text()).toContain(' Write to: ./app.conf  Enter writes, Esc goes back')
  await app.press('ctrl-u')
  await app.paste('~/port.conf')
  await app.press('enter')
  await app.until(text => text.includes('Written: ~/port.conf, 9 B.'))
  expect(await readFile(join(HOME, 'port.conf'), 'utf8')).toBe('port = 2\n')
})

test('a directory is written with what is in it; into a directory that is there', async () => {
  const app = await goTo('srv')
  await writeTo(app, HOME)
  await app.until(text => text.includes('Written:'))
  expect(await readFile(join(HOME, 'srv/sub/b'), 'utf8')).toBe('bb')
})

test('nothing is overwritten', async () => {
  await writeFile(join(HOME, 'mine'), 'mine')
  const app = await goTo('app.conf')
  await writeTo(app, '~/mine')
  await app.until(text => text.includes('Not written: it exists; choose another name ('))
  expect(await readFile(join(HOME, 'mine'), 'utf8')).toBe('mine')
})

test('the viewer writes the version it shows, a link what it leads to', async () => {
  const app = await goTo('link.conf')
  await writeTo(app, '~/linked')
  await app.until(text => text.includes('Written:'))
  expect(await readFile(join(HOME, 'linked'), 'utf8')).toBe('port = 2\n')
  await app.press('v')
  await app.until(text => text.includes('port = 2'))
  await app.press('<')
  await app.until(text => text.includes('port = 1'))
  await writeTo(app, '~/older')
  await app.until(text => text.includes('Written:'))
  expect(await readFile(join(HOME, 'older'), 'utf8')).toBe('port = 1\n')
})

test('Esc goes back without a file, and clicks do not change what is asked about', async () => {
  const app = await goTo('app.conf')
  await app.press('e')
  await app.click(60, 5)
  await app.press('escape')
  expect(app.text()).not.toContain('Write to')
  expect(app.text()).toMatch(/▌.*app\.conf/)
})

test('o gives the pager a private copy, which is gone afterwards', async () => {
  vi.stubEnv('PAGER', `cp -pt ${HOME}`)
  const app = await goTo('app.conf')
  await app.press('o')
  await vi.waitFor(async () => expect(await readFile(join(HOME, 'app.conf'), 'utf8')).toBe('port = 2\n'))
  expect((await stat(join(HOME, 'app.conf'))).mode & 0o777).toBe(0o600)
  await vi.waitFor(async () => expect(await copies()).toEqual([]))
  expect(app.terminal.size()).toEqual({ columns: 80, rows: 24 })
  expect(app.text()).toContain('2 Files')
})

test('E gives the editor the version in the viewer, under a name no shell stumbles over, and says it was a copy', async () => {
  vi.stubEnv('VISUAL', '')
  vi.stubEnv('EDITOR', `sh -c 'cp "$@" "$0/edited"; basename "$1" > "$0/name"' ${HOME}`)
  const app = await openWithContents(LAYERS)
  await view(app, 'boom')
  await app.press('E')
  await app.until(text => text.includes('That was a copy, now removed; the image is as it was.'))
  expect(await readFile(join(HOME, 'edited'), 'utf8')).toBe('hostile')
  expect(await readFile(join(HOME, 'name'), 'utf8')).toBe('__2J__boom__x\n')
  await vi.waitFor(async () => expect(await copies()).toEqual([]))
})

test.each([
  ['PAGER', 'no-such-program', 'o', '"no-such-program" could not be started (ENOENT). $PAGER names another.'],
  ['EDITOR', "no-such-program '1'", 'E', 'could not be started (ENOENT). $EDITOR names another.'],
  ['PAGER', 'false', 'o', '"false" ended with 1.'],
  ['PAGER', DIES, 'o', 'was ended by SIGKILL.'],
])('%s=%s: a sentence, and the screen is there', async (name, command, key, words) => {
  vi.stubEnv('VISUAL', '')
  vi.stubEnv(name, command)
  const app = await goTo('app.conf')
  await app.press(key)
  await app.until(text => text.includes(words))
  expect(app.text()).toContain('2 Files')
  expect(app.keyboard.isRaw).toBe(true)
  await vi.waitFor(async () => expect(await copies()).toEqual([]))
})

test('a directory is nothing for a pager', async () => {
  const app = await openWithContents(LAYERS)
  await app.press('tab', 'o')
  expect(app.text()).toContain('/ is a directory: only files can be viewed.')
})

test('a long file is copied only after a yes', async () => {
  const image = imageOf([['COPY . .', longFile()]])
  const app = await openApp(exploring(image))
  await app.press('/')
  await app.type('long')
  await app.press('enter', 'o')
  expect(app.text()).toContain('The file has 200.0 MB. Copy it to the disk for the pager?')
  await app.press('n')
  expect(app.text()).not.toContain('Copy it')
  expect(app.effects).toEqual([])
  await app.press('E', 'y')
  expect(app.effects).toEqual(['lend /srv/long of layer 0'])
})

test('what takes a while is told of, and stopped with Esc', async () => {
  const app = await goTo('app.conf')
  await app.press('e')
  perform(app.store, showWork, { words: 'Writing ./x', doneBytes: 1_500_000, totalBytes: 3_000_000 })
  await app.press('enter')
  await app.until(text => text.includes('Something is still being taken out: Esc stops it.'))
  await app.press('j')
  expect(app.text()).toContain(' Writing ./x  1.5 MB of 3.0 MB  Esc stops')
  await app.press('escape')
  expect(app.text()).toContain('Stopped.')
  expect(app.text()).toContain('2 Files')
})

/** A layer with one file of 200 MB, of which there is no byte. */
function longFile(): LayerTree {
  const builder = new LayerTreeBuilder(DEFAULT_LIMITS)
  const numbers = {
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    offset: 0,
    length: 200_000_000,
    stored: 200_000_000,
  }
  const none = { linkName: undefined, device: undefined, xattrs: undefined, extents: undefined }
  builder.add({ type: 'file', name: byteString('srv/long'), ...numbers, ...none })
  return builder.build()
}

async function copies(): Promise<string[]> {
  const cache = await readdir(join(HOME, '.cache/layerscope')).catch(() => [])
  return cache.filter(name => name.startsWith('copy-'))
}
