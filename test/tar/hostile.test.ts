import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntryRecipe, TarDialect } from '../../fixtures/tar/recipe.ts'
import { metadataEntry, tarOf } from '../../fixtures/tar/tar-of.ts'
import { LayerscopeError } from '../../src/errors.ts'
import { TarGuard } from '../../src/tar/guard.ts'
import { walkTar } from '../../src/tar/walk-tar.ts'
import { bytesOf, faultOf, inChunks } from '../stream/chunks.ts'
import { pull, type ReadEntry, tarOptions, walk } from './read-tar.ts'

const stretches = [5, 7, 11, 13, 17, 19].map(at => ({ offset: at * 100, content: `${at}` }))
const long = `${'d/'.repeat(60)}end`

/** A small archive of each dialect, with everything in it that makes a reader keep count. */
const ARCHIVES: [title: string, archive: Uint8Array][] = [
  ['v7', small('v7', { name: 'l', type: 'symlink', linkName: 'a' })],
  ['ustar', small('ustar', { name: long, content: 'deep' })],
  ['GNU long names', small('gnu', { name: long, type: 'symlink', linkName: long })],
  ['PAX', small('pax', { name: long, xattrs: { 'user.a': 'b' }, mtime: -1.5 })],
  ['old GNU sparse', small('gnu', { name: 's', sparse: { format: 'oldGnu', length: 2000, stretches } })],
  ['PAX sparse 0.0', small('pax', { name: 's', sparse: { format: '0.0', length: 2000, stretches } })],
  ['PAX sparse 0.1', small('pax', { name: 's', sparse: { format: '0.1', length: 2000, stretches } })],
  ['PAX sparse 1.0', small('pax', { name: 's', sparse: { format: '1.0', length: 2000, stretches } })],
]

function small(dialect: TarDialect, second: EntryRecipe): Uint8Array {
  return tarOf([{ name: 'a', content: 'first' }, second, { name: 'z', content: 'last' }], { dialect })
}

describe.each(ARCHIVES)('%s', (_, archive) => {
  test('cut at any byte: the archive ends there, or the fault is "truncated"', () => {
    for (let cut = 0; cut < archive.length; cut++) {
      const guard = new TarGuard(tarOptions())
      guard.push(archive.subarray(0, cut))
      const ended = attempt(() => guard.end())
      const failure = ended instanceof Error ? ended : guard.failure?.error
      if (failure !== undefined) expect(failure).toMatchObject({ fault: { kind: 'truncated', got: cut } })
    }
  })

  test('cut anywhere: the entries before the cut are seen whole, the next one not', async () => {
    const { entries } = await walk(archive)
    for (const cut of archive.keys()) {
      if (cut % 53 !== 0 && (cut + 1) % 512 > 2) continue // all boundaries, and many places between
      const seen: ReadEntry[] = []
      const result = await walk(archive.subarray(0, cut), 1024, { seen }).catch((error: unknown) => error)
      expect(seen).toEqual(entries.slice(0, seen.length))
      if (result instanceof Error) expect(result).toMatchObject({ fault: { kind: 'truncated', got: cut } })
      else expect(result).toMatchObject({ summary: { entries: seen.length, bytes: cut } })
    }
  })

  test('cut inside a header, a map or content, the fault says how much is missing', async () => {
    const fault = await faultOf(walk(archive.subarray(0, 515)))
    expect(fault).toEqual({ kind: 'truncated', what: 'layer 3', got: 515, expected: 1024 })
  })

  test('with any bytes changed: entries, or a fault; walked and pulled alike', async () => {
    const anyDamage = fc.array(fc.tuple(fc.nat(archive.length - 1025), fc.nat(255)), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(anyDamage, fc.constantFrom(7, 600, 5000), async (damage, size) => {
        const broken = archive.slice()
        for (const [at, byte] of damage) broken[at] = byte
        await expectSame(broken, size)
      }),
      { numRuns: 60 },
    )
  })

  test('with header fields changed behind a right checksum: entries, or a fault', async () => {
    const anyField = fc.record({
      block: fc.nat(archive.length / 512 - 3),
      at: fc.nat(511),
      byte: fc.nat(255),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyField, { minLength: 1, maxLength: 3 }), async fields => {
        const broken = archive.slice()
        for (const { block, at, byte } of fields) {
          broken[block * 512 + at] = byte
          sign(broken.subarray(block * 512, block * 512 + 512))
        }
        await expectSame(broken, 600)
      }),
      { numRuns: 60 },
    )
  })
})

function attempt(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}

/** Makes the checksum right again, where the block is a header. */
function sign(block: Uint8Array): void {
  if (block[257] !== 0x75 && block[156] !== 0) return
  block.fill(0x20, 148, 156)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.set(bytesOf(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
}

async function expectSame(tar: Uint8Array, size: number): Promise<void> {
  const walked: ReadEntry[] = []
  const pulled: ReadEntry[] = []
  const thrown = await walk(tar, size, { seen: walked }).then(
    () => undefined,
    (error: unknown) => error,
  )
  const alsoThrown = await pull(tar, size, { seen: pulled }).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown !== undefined && !(thrown instanceof LayerscopeError)) throw thrown
  expect(alsoThrown).toEqual(thrown)
  if (thrown === undefined) expect(pulled).toEqual(walked)
}

test('any bytes at all: no crash, no hang', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async bytes => expectSame(bytes, 512)),
    { numRuns: 200 },
  )
})

const edit = (at: number, text: string) => (block: Uint8Array) => block.set(Buffer.from(text, 'latin1'), at)

describe('corruption is said, with its place', () => {
  const entry = (recipe: Partial<EntryRecipe>) => tarOf([{ name: 'a', ...recipe }], { dialect: 'gnu' })
  const pax = (body: string) => tarOf([...blocks('x', body), { name: 'a' }])
  const blocks = (flag: string, body: string) =>
    metadataEntry(flag, 'm', bytesOf(body), 'pax').map(raw => ({ raw }))
  const sparse = (map: string, size: number, content = 'abcd') =>
    tarOf([
      {
        name: 'a',
        content,
        pax: {
          'GNU.sparse.size': `${size}`,
          'GNU.sparse.numblocks': `${Math.floor(map.split(',').length / 2)}`,
          'GNU.sparse.map': map,
        },
      },
    ])
  const inContent = (content: string) =>
    tarOf([
      {
        name: 'a',
        content,
        pax: { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': '9' },
      },
    ])

  test.each<[detail: string, tar: Uint8Array]>([
    ['at byte 0 of the tar, a header has a wrong checksum', entry({ badChecksum: true })],
    [
      'at byte 512 of the tar, a header has a wrong checksum',
      tarOf([{ name: 'a' }, { name: 'b', badChecksum: true }]),
    ],
    ['at byte 0 of the tar, a header has a wrong checksum', bytesOf('no tar at all '.repeat(50))],
    ['at byte 0 of the tar, the size of a header is no number', entry({ edit: edit(124, '12x45678901') })],
    [
      'at byte 0 of the tar, a header declares an impossible size (-1)',
      entry({ edit: edit(124, '\xff'.repeat(12)) }),
    ],
    [
      'at byte 0 of the tar, a header declares an impossible size (3.8685626227668134e+25)',
      entry({ edit: edit(124, `\x80\x20${'\0'.repeat(10)}`) }),
    ],
    ['at byte 0 of the tar, the mode of a header is no number', entry({ edit: edit(100, 'rwxr-xr-') })],
    ['at byte 0 of the tar, the uid of a header is no number', entry({ edit: edit(108, '99') })],
    [
      'at byte 0 of the tar, a single zero block stands before another header',
      tarOf([{ raw: new Uint8Array(512) }, { name: 'a' }]),
    ],
    ['at byte 0 of the tar, a PAX record lies about its length', pax('99 path=a\n')],
    ['at byte 0 of the tar, a PAX record lies about its length', pax('9 path=ab\n')],
    ['at byte 0 of the tar, a PAX record lies about its length', pax('0 path=a\n')],
    ['at byte 0 of the tar, a PAX record lies about its length', pax('path=a\n')],
    ['at byte 0 of the tar, a PAX record lies about its length', pax('2 \n')],
    ['at byte 0 of the tar, a PAX record has no key', pax('7 path\n')],
    ['at byte 0 of the tar, a PAX record has no key', pax('6 =ab\n')],
    ['at byte 1,024 of the tar, the PAX record "size" is not a whole number', pax('12 size=1e3\n')],
    ['at byte 1,024 of the tar, a header declares an impossible size (-1)', pax('11 size=-1\n')],
    ['at byte 1,024 of the tar, the PAX record "uid" is not a whole number', pax('9 uid=x1\n')],
    ['at byte 1,024 of the tar, the PAX record "mtime" is not a time', pax('13 mtime=now\n')],
    [
      'at byte 1,024 of the tar, the map of a sparse file is out of order or leaves the file',
      sparse('4,2,0,2', 10),
    ],
    [
      'at byte 1,024 of the tar, the map of a sparse file is out of order or leaves the file',
      sparse('0,2,1,2', 10),
    ],
    [
      'at byte 1,024 of the tar, the map of a sparse file is out of order or leaves the file',
      sparse('8,4', 10),
    ],
    ['at byte 1,024 of the tar, a sparse file stores 4 bytes and its map names 3', sparse('0,3', 10)],
    ['at byte 1,024 of the tar, the map of a sparse file is not the list it declares', sparse('0,x', 10)],
    ['at byte 1,024 of the tar, the map of a sparse file is not the list it declares', sparse('0,4,5', 10)],
    [
      'at byte 1,024 of the tar, the map of a sparse file has a line that is no number',
      inContent('one\n'.padEnd(512, '\0')),
    ],
    [
      'at byte 1,024 of the tar, the map of a sparse file has a line that is no number',
      inContent('1'.repeat(512)),
    ],
    [
      'at byte 1,024 of the tar, the map of a sparse file is longer than its content',
      inContent('999\n'.padEnd(600, '1\n')),
    ],
    [
      'at byte 0 of the tar, a sparse file has a header that is not GNU’s',
      tarOf([{ name: 'a', type: { flag: 'S' } }]),
    ],
  ])('%s', async (detail, tar) => {
    expect(await faultOf(walk(tar))).toEqual({ kind: 'corrupted', what: 'layer 3', detail })
    expect(await faultOf(pull(tar, 7))).toEqual({ kind: 'corrupted', what: 'layer 3', detail })
  })
})

describe('the limit on metadata', () => {
  const options = tarOptions({ metadataBlock: 1024 })
  const limit = { kind: 'limitExceeded', what: 'layer 3', limit: 'metadataBlock', allowed: 1024 }

  test.each(['x', 'g', 'L', 'K'])('a block %s at the limit is read, a byte more refused', async flag => {
    const record = (size: number) => bytesOf(`${`${size} a=`.padEnd(size - 1, 'x')}\n`)
    const archive = (size: number) => {
      const block = metadataEntry(flag, 'm', record(size), 'pax').map(raw => ({ raw }))
      return tarOf([...block, { name: 'a' }])
    }
    expect((await walk(archive(1024), 7, { options })).summary.entries).toBe(1)
    expect(await faultOf(walk(archive(1025), 7, { options }))).toEqual({ ...limit, found: 1025 })
  })

  test('350 MB are refused by their header, before a byte of them is asked for', async () => {
    const declared = tarOf([{ name: 'huge', type: { flag: 'x' }, declaredSize: 350e6 }], { endBlocks: 0 })
    async function* endless() {
      yield declared
      throw new Error('asked for more')
    }
    const fault = await faultOf(walkTar(endless(), { entry: () => undefined }, tarOptions()))
    expect(fault).toMatchObject({ kind: 'limitExceeded', found: 350e6 })
  })

  test('a chain of sparse extension blocks ends at the limit', async () => {
    const extension = new Uint8Array(512)
    extension[504] = 1
    const tar = tarOf(
      [
        {
          name: 'a',
          sparse: { format: 'oldGnu', length: 0, stretches: [] },
          edit: block => block.fill(1, 482, 483),
        },
      ],
      { dialect: 'gnu', endBlocks: 0 },
    )
    const chain = new Uint8Array(Buffer.concat([tar, ...Array.from({ length: 10 }, () => extension)]))
    expect(await faultOf(walk(chain, 600, { options }))).toEqual({ ...limit, found: null })
  })

  test('a map in front of the content ends there too', async () => {
    const pax = { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0' }
    const tar = tarOf([{ name: 'a', pax, content: `9999\n${'1\n'.repeat(3000)}` }])
    expect(await faultOf(walk(tar, 600, { options }))).toEqual({ ...limit, found: null })
  })
})

test('chunks of nothing change nothing', async () => {
  const [, archive] = ARCHIVES[3] ?? ['', new Uint8Array()]
  async function* withGaps() {
    for await (const chunk of inChunks(archive, 300)) {
      yield new Uint8Array()
      yield chunk
    }
  }
  const summary = await walkTar(withGaps(), { entry: () => undefined }, tarOptions())
  expect(summary).toEqual((await walk(archive)).summary)
})
