import { describe, expect, test } from 'vitest'
import type { EntryRecipe, TarDialect, TarRecipe } from '../../fixtures/tar/recipe.ts'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import type { EntryHeader } from '../../src/image/entry.ts'
import { CHUNK_SIZES } from '../stream/chunks.ts'
import { headersOf, pull, walk } from './read-tar.ts'

/** The only entry of an archive with another one behind it: if that is not found, the place in the tar was lost. */
async function only(recipe: TarRecipe[] | EntryRecipe, dialect: TarDialect = 'pax'): Promise<EntryHeader> {
  const tar = tarOf([...(Array.isArray(recipe) ? recipe : [recipe]), { name: 'last', content: 'z' }], {
    dialect,
  })
  const whole = await walk(tar)
  for (const size of CHUNK_SIZES) {
    expect(await walk(tar, size)).toEqual(whole)
    expect(await pull(tar, size)).toEqual(whole.entries)
  }
  const [first, last, ...more] = whole.entries
  expect(last).toMatchObject({ header: { name: 'last', length: 1 }, content: 'z' })
  expect(more).toEqual([])
  if (first === undefined) throw new Error('no entry')
  return first.header
}

const setField = (at: number, text: string) => (block: Uint8Array) => {
  for (let index = 0; index < text.length; index++) block[at + index] = text.charCodeAt(index)
}

describe('what an entry is', () => {
  test.each<[flag: string, name: string, type: string]>([
    ['0', 'a', 'file'],
    ['\0', 'a', 'file'],
    ['\0', 'a/', 'directory'], // as before POSIX
    ['0', 'a/', 'file'], // as Go, and so every engine, reads it
    ['1', 'a', 'hardLink'],
    ['2', 'a', 'symlink'],
    ['3', 'a', 'character'],
    ['4', 'a', 'block'],
    ['5', 'a', 'directory'],
    ['6', 'a', 'fifo'],
    ['7', 'a', 'file'], // contiguous
    ['Z', 'a', 'file'], // unknown, as POSIX asks
    ['N', 'a', 'file'], // tar-stream takes it for a long name
    ['A', 'a', 'file'],
  ])('flag %j and name %s: %s', async (flag, name, type) => {
    expect((await only({ name, type: { flag }, linkName: 'to' })).type).toBe(type)
  })

  test('a long name decides about an old directory too', async () => {
    const name = `${'d/'.repeat(60)}`
    expect((await only({ name, type: { flag: '\0' } }, 'gnu')).type).toBe('directory')
    expect((await only({ name, type: { flag: '\0' } }, 'pax')).type).toBe('directory')
  })

  test('files of every flag keep their content', async () => {
    for (const flag of ['0', '\0', '7', 'Z', 'N']) {
      expect(await only({ name: 'a', type: { flag }, content: 'abc' })).toMatchObject({
        length: 3,
        stored: 3,
      })
    }
  })

  test('what is no file has no content, whatever size it declares', async () => {
    for (const type of ['hardLink', 'symlink', 'character', 'block', 'directory', 'fifo'] as const) {
      expect(await only({ name: 'a', type, declaredSize: 999 })).toMatchObject({ type, length: 0, stored: 0 })
      expect(await only({ name: 'a', type, pax: { size: '999' } })).toMatchObject({
        type,
        length: 0,
        stored: 0,
      })
    }
  })
})

describe('names', () => {
  const long = `${'directory/'.repeat(12)}file`
  const notText = new Uint8Array([0x63, 0xe9, 0xff, 0x2f, 0x80])

  test.each(['ustar', 'gnu', 'pax'] as const)('%s: a long name is put together', async dialect => {
    expect((await only({ name: long }, dialect)).name).toBe(long)
  })

  test.each(['gnu', 'pax'] as const)('%s: a long link target too', async dialect => {
    expect((await only({ name: 'l', type: 'symlink', linkName: long }, dialect)).linkName).toBe(long)
  })

  test.each(['v7', 'ustar', 'gnu', 'pax'] as const)(
    '%s: a name of 100 bytes fills its field',
    async dialect => {
      expect((await only({ name: 'n'.repeat(100) }, dialect)).name).toBe('n'.repeat(100))
    },
  )

  test.each(['v7', 'ustar', 'gnu', 'pax'] as const)(
    '%s: a name that is no text stays bytes',
    async dialect => {
      const header = await only({ name: notText, type: 'symlink', linkName: notText }, dialect)
      expect(header).toMatchObject({ name: 'c\xe9\xff/\x80', linkName: 'c\xe9\xff/\x80' })
    },
  )

  test.each(['gnu', 'pax'] as const)('%s: a long one too', async dialect => {
    const name = new Uint8Array(200).fill(0xe9)
    expect((await only({ name, type: 'hardLink', linkName: name }, dialect)).linkName).toBe(
      '\xe9'.repeat(200),
    )
    expect((await only({ name }, dialect)).name).toBe('\xe9'.repeat(200))
  })

  test('PAX beats the header, a GNU long name beats PAX, as in Go', async () => {
    expect((await only({ name: 'header', pax: { path: 'pax' } })).name).toBe('pax')
    const mixed = tarOf([{ name: long }], { dialect: 'gnu', endBlocks: 0 }).subarray(0, 1024)
    expect((await only([{ raw: mixed }, { name: 'header', pax: { path: 'pax' } }])).name).toBe(long)
  })

  test('what is not a link has no target', async () => {
    expect((await only({ name: 'a', linkName: 'to', pax: { linkpath: 'to' } })).linkName).toBeUndefined()
  })

  test('a NUL in a PAX name is kept: the tree refuses it, by name', async () => {
    expect((await only({ name: 'a', pax: { path: 'a\0b' } })).name).toBe('a\0b')
  })
})

describe('numbers', () => {
  const huge = 2 ** 33

  test.each<[title: string, recipe: Omit<EntryRecipe, 'name'>, dialect: TarDialect, header: object]>([
    [
      'octal                  ',
      { uid: 1000, gid: 50, mtime: 1e9 },
      'ustar',
      { uid: 1000, gid: 50, mtime: 1e9 },
    ],
    [
      'base-256               ',
      { uid: 1000, gid: 50, mtime: 1e9, base256: true },
      'gnu',
      { uid: 1000, gid: 50, mtime: 1e9 },
    ],
    ['large base-256         ', { uid: 4e9, gid: 4e9 }, 'gnu', { uid: 4e9, gid: 4e9 }],
    ['large PAX              ', { uid: 4e9, gid: 4e9 }, 'pax', { uid: 4e9, gid: 4e9 }],
    ['negative base-256 time ', { mtime: -1 }, 'gnu', { mtime: -1 }],
    ['long ago, in base-256  ', { mtime: -12219292800 }, 'gnu', { mtime: -12219292800 }],
    ['far ahead, in base-256 ', { mtime: huge }, 'gnu', { mtime: huge }],
    ['a PAX fraction         ', { mtime: 1.25 }, 'pax', { mtime: 1.25 }],
    ['a negative PAX fraction', { mtime: -1.25 }, 'pax', { mtime: -1.25 }],
    ['mode                   ', { mode: 0o6755 }, 'ustar', { mode: 0o6755 }],
    ['mode with type bits    ', { mode: 0o100644 }, 'ustar', { mode: 0o644 }],
    ['spaces before digits   ', { edit: setField(108, '   17 \0\0') }, 'ustar', { uid: 0o17 }],
    ['eight digits, no end   ', { edit: setField(108, '00000017') }, 'ustar', { uid: 0o17 }],
    ['NUL before digits      ', { edit: setField(108, '\0  17\0\0\0') }, 'ustar', { uid: 0o17 }],
    ['an empty field         ', { edit: setField(108, '\0\0\0\0\0\0\0\0') }, 'ustar', { uid: 0 }],
    ['spaces alone           ', { edit: setField(108, '        ') }, 'ustar', { uid: 0 }],
  ])('%s', async (_, recipe, dialect, header) => {
    expect(await only({ name: 'a', ...recipe }, dialect)).toMatchObject(header)
  })

  test.each<[title: string, field: string]>([
    ['spaces around  ', '  3         '],
    ['NUL in front   ', '\0\0 3        '],
    ['no end         ', '000000000003'],
    ['base-256       ', `\x80${'\0'.repeat(10)}\x03`],
  ])('a size is read in whatever form it stands: %s', async (_, field) => {
    const header = await only({ name: 'a', content: 'abc', edit: setField(124, field) }, 'gnu')
    expect(header).toMatchObject({ length: 3, stored: 3 })
  })

  test.each([
    ['character', 4, 200],
    ['block', 259, 65536],
  ] as const)('a %s device has its numbers', async (type, major, minor) => {
    const device = { major, minor }
    expect((await only({ name: 'a', type, device }, 'ustar')).device).toEqual(device)
    expect((await only({ name: 'a', device }, 'ustar')).device).toBeUndefined()
  })

  test('a checksum that sums signed characters is right too', async () => {
    const name = new Uint8Array([0xe9, 0xe9])
    const tar = tarOf([{ name, content: 'abc' }])
    const unsigned = Number.parseInt(Buffer.from(tar.subarray(148, 154)).toString(), 8)
    setField(148, (unsigned - 512).toString(8).padStart(6, '0'))(tar)
    expect((await walk(tar, 7)).entries).toMatchObject([{ header: { name: '\xe9\xe9' }, content: 'abc' }])
  })
})

describe('PAX', () => {
  test('its size wins over the header’s, for the entry itself and not for a long name in between', async () => {
    const [longName] = [
      tarOf([{ name: 'x'.repeat(300) }], { dialect: 'gnu', endBlocks: 0 }).subarray(0, 1024),
    ]
    const pax = tarOf([{ name: 'p', pax: { size: '5' } }], { endBlocks: 0 }).subarray(0, 1024)
    const recipe = [{ raw: pax }, { raw: longName ?? pax }, { name: 'f', content: 'hello', declaredSize: 0 }]
    expect(await only(recipe)).toMatchObject({ name: 'x'.repeat(300), length: 5, stored: 5 })
  })

  test('an empty value takes a record back', async () => {
    const header = await only({
      name: 'a',
      uid: 7,
      pax: { path: '', uid: '', mtime: '', 'SCHILY.xattr.user.a': '' },
    })
    expect(header).toMatchObject({ name: 'a', uid: 7, mtime: 0, xattrs: undefined })
  })

  test('a second header replaces the first', async () => {
    const first = tarOf([{ name: 'a', pax: { uid: '1', gid: '1' } }], { endBlocks: 0 }).subarray(0, 1024)
    expect(await only([{ raw: first }, { name: 'a', pax: { uid: '2' } }])).toMatchObject({ uid: 2, gid: 0 })
  })

  test('a record holds for one entry', async () => {
    const [, second] = await headersOf(tarOf([{ name: 'a', pax: { uid: '9' } }, { name: 'b' }]))
    expect(second).toMatchObject({ name: 'b', uid: 0 })
  })

  test('a global header is counted and ignored', async () => {
    const { entries, summary } = await walk(
      tarOf([{ global: { uid: '9', path: 'g' } }, { name: 'a' }, { global: {} }, { name: 'b' }]),
    )
    expect(entries.map(({ header }) => [header.name, header.uid])).toEqual([
      ['a', 0],
      ['b', 0],
    ])
    expect(summary).toMatchObject({ entries: 2, globalHeaders: 2 })
  })

  test('attributes of both writers are bytes; the raw one wins', async () => {
    const value = new Uint8Array([0, 10, 61, 255])
    const header = await only({
      name: 'a',
      xattrs: { 'user.raw': value, 'user.both': 'raw' },
      pax: { 'LIBARCHIVE.xattr.user.%C3%A9': 'AAo9/w', 'LIBARCHIVE.xattr.user.both': 'b3RoZXI' },
    })
    expect(new Map(header.xattrs)).toEqual(
      new Map<string, Uint8Array>([
        ['user.\xc3\xa9', value],
        ['user.both', new Uint8Array([0x72, 0x61, 0x77])],
        ['user.raw', value],
      ]),
    )
  })

  test('keys of objects are keys like others', async () => {
    expect(
      await only({ name: 'a', pax: { __proto__x: '1', constructor: '2', toString: '3' } }),
    ).toMatchObject({ name: 'a' })
  })
})

describe('sparse files', () => {
  const stretches = [
    { offset: 0, content: 'head' },
    { offset: 5000, content: 'x'.repeat(600) },
    { offset: 9000, content: 'tail' },
  ]
  const many = Array.from({ length: 70 }, (_, index) => ({ offset: index * 1000, content: `${index % 10}` }))

  test.each(['oldGnu', '0.0', '0.1', '1.0'] as const)(
    '%s: stretches, logical length, stored bytes',
    async format => {
      const dialect = format === 'oldGnu' ? 'gnu' : 'pax'
      const header = await only(
        { name: 'dir/sparse', sparse: { format, length: 10_000, stretches } },
        dialect,
      )
      const extents = [
        { offset: 0, length: 4 },
        { offset: 5000, length: 600 },
        { offset: 9000, length: 4 },
      ]
      expect(header).toMatchObject({ name: 'dir/sparse', type: 'file', length: 10_000, stored: 608, extents })
    },
  )

  test.each(['oldGnu', '0.0', '0.1', '1.0'] as const)('%s: a map longer than a block', async format => {
    const dialect = format === 'oldGnu' ? 'gnu' : 'pax'
    const recipe = { name: 's', sparse: { format, length: 100_000, stretches: many } }
    const header = await only(recipe, dialect)
    expect(header.extents?.length).toBe(70)
    expect(header.extents?.[69]).toEqual({ offset: 69_000, length: 1 })
    const [entry] = (await walk(tarOf([recipe], { dialect }))).entries
    expect(entry?.content).toBe('0123456789'.repeat(7))
  })

  test.each(['oldGnu', '0.0', '0.1', '1.0'] as const)('%s: nothing but a hole', async format => {
    const dialect = format === 'oldGnu' ? 'gnu' : 'pax'
    const header = await only({ name: 's', sparse: { format, length: 4096, stretches: [] } }, dialect)
    expect(header).toMatchObject({ length: 4096, stored: 0, extents: [] })
  })

  test('a version nobody knows is an ordinary file', async () => {
    const pax = { 'GNU.sparse.major': '2', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': '99' }
    const header = await only({ name: 'a', content: 'abc', pax })
    expect(header).toMatchObject({ length: 3, stored: 3, extents: undefined })
  })

  test('an ordinary file has no stretches', async () => {
    expect(await only({ name: 'a', content: 'abc' })).toMatchObject({ length: 3, extents: undefined })
  })
})
