import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import { zipOf } from '../../fixtures/zip/zip.ts'
import { expectScreen } from './expect-screen.ts'
import { openWithContents, view } from './open-viewer.ts'

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
]
const SMALL = { columns: 80, rows: 24 }

const CONFIG = [
  '# what the service listens to',
  'listen = 0.0.0.0:8080',
  '',
  `upstreams = ${Array.from({ length: 12 }, (_, at) => `10.0.0.${at}:9000`).join(', ')}`,
  '\tlog = info',
  'Grüße = "日本語"',
].join('\n')

const LONG = Array.from({ length: 60_000 }, (_, line) => `line ${line + 1}\n`).join('')

const LAYERS = [
  [
    { name: 'etc/', type: 'directory' },
    { name: 'etc/app.conf', content: CONFIG },
    { name: 'etc/link.conf', type: 'symlink', linkName: 'app.conf' },
    { name: 'etc/dangling', type: 'symlink', linkName: '/nowhere' },
    { name: 'etc/empty', content: '' },
    { name: 'var/long.log', content: LONG },
    {
      name: 'usr/server',
      content: readFileSync(new URL('../../fixtures/elf/server-dynamic', import.meta.url)),
    },
    { name: 'usr/data.bin', content: new Uint8Array(600).map((_, at) => at % 256) },
  ],
  [{ name: 'etc/app.conf', content: 'listen = 0.0.0.0:9090\n' }],
] as const

describe.each(SIZES)('at $columns×$rows', size => {
  test('a text has its lines numbered', async () => {
    const app = await openWithContents(LAYERS, size)
    await view(app, 'app.conf')
    await app.press('<')
    await app.until(text => text.includes('what the service') && text.includes('1 of 6')) // lines are counted
    await expectScreen(app, 'view-text')
    await app.press('w')
    await expectScreen(app, 'view-wrapped')
  })

  test('what is no text is shown in hex', async () => {
    const app = await openWithContents(LAYERS, size)
    await view(app, 'data.bin')
    await expectScreen(app, 'view-hex')
  })

  test('a program says what it is', async () => {
    const app = await openWithContents(LAYERS, size)
    await view(app, 'server')
    await expectScreen(app, 'view-program')
  })
})

test('x goes through what a file can be shown as', async () => {
  const app = await openWithContents(LAYERS, SMALL)
  await view(app, 'server')
  await app.press('x')
  await app.until(text => text.includes('00000000  7f 45 4c 46 02'))
  await app.press('tab')
  await app.until(text => text.includes('ELF'))
  expect(app.text()).toContain('─ text ·'.slice(2))
  await app.press('x')
  expect(app.text()).toContain('x86-64, 64-bit')
})

test('a link is followed inside the image; one that leads nowhere says so', async () => {
  const app = await openWithContents(LAYERS, SMALL)
  await view(app, 'link.conf')
  expect(app.text()).toContain('View /etc/app.conf')
  expect(app.text()).toContain('listen = 0.0.0.0:9090')
  await app.press('escape')
  await app.press('/')
  await app.type('dangling')
  await app.press('enter', 'enter')
  expect(app.text()).toContain('/etc/dangling is a link that leads nowhere.')
})

test('< and > go through the versions of a file', async () => {
  const app = await openWithContents(LAYERS, SMALL)
  await view(app, 'app.conf')
  expect(app.text()).toContain('layer 1, version 2 of 2')
  await app.press('>')
  expect(app.text()).toContain('No layer above has this file.')
  await app.press('<')
  await app.until(text => text.includes('0.0.0.0:8080'))
  expect(app.text()).toContain('layer 0, version 1 of 2')
})

test('a directory, an empty file: one sentence', async () => {
  const app = await openWithContents(LAYERS, SMALL)
  await app.press('tab', 'v')
  expect(app.text()).toContain('/ is a directory: only files can be viewed.')
  await view(app, 'empty')
  expect(app.text()).toContain('The file is empty.')
})

describe('a long text', () => {
  test('is scrolled to its end and back, its lines numbered from the beginning', async () => {
    const app = await openWithContents(LAYERS, SMALL)
    await view(app, 'long.log')
    await app.until(text => text.includes('of 60,000'))
    await app.press('G')
    await app.until(text => text.includes('60000  line 60000'))
    expect(app.text()).toContain('59981  line 59981')
    await app.press('pageUp')
    expect(app.text()).toContain('59961  line 59961')
    await app.press('g')
    await app.until(text => text.includes('    1  line 1 '))
  })

  test('only a part of it is held', async () => {
    const app = await openWithContents(LAYERS, SMALL)
    await view(app, 'long.log')
    await app.until(text => text.includes('of 60,000'))
    expect(app.store.getState().viewer.content.window?.bytes.length).toBe(256 * 1024)
  })

  test('is searched, both ways and round at the ends', async () => {
    const app = await openWithContents(LAYERS, SMALL)
    await view(app, 'long.log')
    await app.until(text => text.includes('of 60,000'))
    await app.press('/')
    await app.type('LINE')
    await app.press('enter')
    await app.until(text => text.includes('Nothing in this file matches "LINE".'))
    await app.press('/')
    await app.type('line 5999')
    await app.press('enter')
    await app.until(text => text.includes(' 5999  line 5999'))
    await app.press('n')
    await app.until(text => text.includes('59990  line 59990'))
    await app.press('N')
    await app.until(text => text.includes(' 5999  line 5999'))
    await app.press('N')
    await app.until(text => text.includes('59999  line 59999'))
    await app.press('escape')
    expect(app.text()).not.toContain('find line')
    expect(app.text()).toContain('View /var/long.log')
  })
})

test.each(['v', 'q', 'escape'])('%s goes back to the files', async key => {
  const app = await openWithContents(LAYERS, SMALL)
  await view(app, 'app.conf')
  await app.press(key)
  expect(app.text()).toContain('┏ 2 Files')
})

describe('the version before', () => {
  const SHORTER = LONG.slice(0, 2000)

  test.each(SIZES)('is compared line by line at $columns×$rows', async size => {
    const app = await openWithContents(LAYERS, size)
    await view(app, 'app.conf')
    await app.press('d')
    await app.until(text => text.includes('@@'))
    expect(app.text()).toContain('-# what the service listens to')
    expect(app.text()).toContain('+listen = 0.0.0.0:9090')
    await expectScreen(app, 'view-difference')
  })

  test('of what is no text is told in kind, length and hash; d goes back', async () => {
    const app = await openWithContents(
      [
        [{ name: 'x.bin', content: Buffer.from([0, 1]) }],
        [{ name: 'x.bin', content: Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1') }],
      ],
      SMALL,
    )
    await view(app, 'x.bin')
    await app.press('d')
    await app.until(text => text.includes('No text: its lines cannot be compared.'))
    expect(app.text()).toMatch(/kind +data +PNG image/)
    expect(app.text()).toMatch(/length +2 B +10 B/)
    await app.press('d')
    await app.until(text => text.includes('89 50 4e 47'))
  })

  test('with the same content says so, and is not read', async () => {
    const same = { name: 'same', content: 'x\n' }
    const app = await openWithContents([[same], [{ ...same, mode: 0o600 }]], SMALL)
    await view(app, 'same')
    await app.press('d')
    expect(app.text()).toContain('The content is the same.')
    expect(app.text()).toMatch(/mode +0644 +0600/)
  })

  test('is not there below the first one', async () => {
    const app = await openWithContents(LAYERS, SMALL)
    await view(app, 'app.conf')
    await app.press('<')
    await app.until(text => text.includes('version 1 of 2'))
    await app.press('d')
    expect(app.text()).toContain('No layer below has this file: there is nothing to compare it with.')
  })

  test('is scrolled to its end and no further', async () => {
    const app = await openWithContents(
      [[{ name: 'long', content: SHORTER }], [{ name: 'long', content: SHORTER.replaceAll('0\n', 'x\n') }]],
      SMALL,
    )
    await view(app, 'long')
    await app.press('d')
    await app.until(text => text.includes('@@'))
    await app.press('G')
    const end = app.text()
    await app.press('down', 'pageDown')
    expect(app.text()).toBe(end)
  })
})

describe('an archive', () => {
  const INNER = tarOf([
    { name: 'pkg/', type: 'directory' },
    { name: 'pkg/\x1b[2Jevil', content: 'x'.repeat(1200), mtime: 1_714_564_800 },
    { name: 'pkg/latest', type: 'symlink', linkName: 'evil' },
  ])
  const MANY = tarOf(Array.from({ length: 300 }, (_, at) => ({ name: `many/${at}.txt`, content: 'x' })))
  const ARCHIVES = [
    [
      { name: 'inner.tar', content: INNER },
      { name: 'many.tar.gz', content: gzipSync(MANY) },
      { name: 'plain.gz', content: gzipSync('only text') },
      { name: 'app.jar', content: zipOf([{ name: 'META-INF/' }, { name: 'A.class', length: 77 }]) },
      { name: 'broken.tar', content: INNER.subarray(0, 700) },
    ],
  ]

  test.each(SIZES)('shows its members at $columns×$rows', async size => {
    const app = await openWithContents(ARCHIVES, size)
    await view(app, 'inner.tar')
    await app.until(text => text.includes('pkg/latest -> evil'))
    expect(app.sent()).not.toContain('\x1b[2Jevil')
    await expectScreen(app, 'view-archive')
  })

  test('a jar says its lengths; x shows the bytes', async () => {
    const app = await openWithContents(ARCHIVES, SMALL)
    await view(app, 'app.jar')
    await app.until(text => text.includes('77 B  2024-05-01 12:00  A.class'))
    await app.press('x')
    await app.until(text => text.includes('50 4b 03 04'))
  })

  test('a compressed one is scrolled, and searched by name', async () => {
    const app = await openWithContents(ARCHIVES, SMALL)
    await view(app, 'many.tar.gz')
    await app.until(text => text.includes('1 of 300'))
    await app.press('G')
    expect(app.text()).toContain('many/299.txt')
    await app.press('/')
    await app.type('many/15')
    await app.press('enter')
    expect(app.text().split('\n')[2]).toContain('many/15.txt')
    await app.press('n')
    expect(app.text().split('\n')[2]).toContain('many/150.txt')
  })

  test('what is compressed and no archive is bytes', async () => {
    const app = await openWithContents(ARCHIVES, SMALL)
    await view(app, 'plain.gz')
    await app.until(text => text.includes('1f 8b 08'))
  })

  test('a broken one has what is in front of the damage, and a sentence', async () => {
    const app = await openWithContents(ARCHIVES, SMALL)
    await view(app, 'broken.tar')
    await app.until(text => text.includes('The listing ends here: The archive ends early'))
    expect(app.text()).toContain('pkg/')
  })
})

describe('colours', () => {
  const CODE = 'FROM alpine\n# a comment\nRUN echo "\x1b[31mred\x07"\n'

  test('say what a piece of a text is, once it was drawn without them', async () => {
    const app = await openWithContents([[{ name: 'Dockerfile', content: CODE }]], SMALL)
    await view(app, 'Dockerfile')
    await vi.waitFor(() => expect(app.cell(8, 2).foreground).toBe(MAGENTA))
    expect(app.cell(8, 3).foreground).toBe(GREY)
    expect(app.cell(13, 2).foreground).toBeUndefined()
    expect(app.text()).toContain('RUN echo "\\x1b[31mred\\x07"')
    expect(app.sent()).not.toContain('\x1b[31mred')
  })

  test('give way to what was found', async () => {
    const app = await openWithContents([[{ name: 'Dockerfile', content: CODE }]], SMALL)
    await view(app, 'Dockerfile')
    await app.press('/')
    await app.type('fr')
    await app.press('enter')
    await vi.waitFor(() => expect(app.cell(11, 2).foreground).toBe(MAGENTA))
    expect(app.cell(8, 2)).toMatchObject({ bold: true, underline: true })
  })

  const MAGENTA = 5
  const GREY = 8
})

test('a content cannot give orders to the terminal, nor can a name', async () => {
  const hostile = '\x1b]52;c;aGk=\x07\x1b[2J\x1b]0;owned\x07\r\x9b31m\u202egnp\n'
  const app = await openWithContents([[{ name: 'evil\x1b[2J\x07', content: hostile.repeat(3) }]], SMALL)
  await view(app, 'evil')
  for (const key of ['w', 'x', 'x', 'x', '>', 'right']) await app.press(key)
  await app.press('/')
  await app.paste('\x1b]52;c;aGk=\x07')
  await app.press('enter')
  expect(app.sent()).not.toMatch(/\x1b\]52|\x1b\[2J|\x1b\]0;owned|\x9b|\u202e|\x07gnp/)
  expect(app.text()).toContain('owned')
})
