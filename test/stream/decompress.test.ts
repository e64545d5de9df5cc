import { crc32, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LayerscopeError } from '../../src/errors.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { decompress } from '../../src/stream/decompress.ts'
import { bytesOf, CHUNK_SIZES, collect, faultOf, inChunks, textOf, watched } from './chunks.ts'

const options = { what: 'layer 3', limits: DEFAULT_LIMITS }

async function unpack(stored: Uint8Array, chunkSize: number): Promise<string> {
  const { bytes } = await decompress(inChunks(stored, chunkSize), options)
  return textOf(await collect(bytes))
}

const gzip = (text: string): Uint8Array => gzipSync(text)
const zstd = (text: string): Uint8Array => zstdCompressSync(text)
const join = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
const skippable = new Uint8Array([0x53, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5])
const large = 'The quick brown fox. '.repeat(150_000) // several blocks of a frame, several chunks of output

describe.each(CHUNK_SIZES)('in chunks of %i', size => {
  test.each<[title: string, stored: Uint8Array, plain: string]>([
    ['nothing stays nothing                ', new Uint8Array(), ''],
    ['what is not compressed passes        ', bytesOf('plain'), 'plain'],
    ['one gzip member                      ', gzip('one'), 'one'],
    ['an empty gzip member                 ', gzip(''), ''],
    ['many gzip members                    ', join(gzip('a'), gzip('b'), gzip(''), gzip('c')), 'abc'],
    ['zeros after the last gzip member     ', join(gzip('a'), gzip('b'), new Uint8Array(700)), 'ab'],
    ['one zstd frame                       ', zstd('one'), 'one'],
    ['an empty zstd frame                  ', zstd(''), ''],
    ['many zstd frames                     ', join(zstd('a'), zstd('b'), zstd(''), zstd('c')), 'abc'],
    [
      'zstd frames among skippable ones     ',
      join(skippable, zstd('a'), skippable, skippable, zstd('b'), skippable),
      'ab',
    ],
    ['nothing but a skippable frame        ', skippable, ''],
    ['gzip in gzip                         ', gzipSync(gzip('twice')), 'twice'],
    ['zstd in gzip                         ', gzipSync(zstd('twice')), 'twice'],
  ])('%s', async (_, stored, plain) => {
    expect(await unpack(stored, size)).toBe(plain)
  })
})

test.each([7, 65_536, 1_000_000])(
  'a large gzip and a large zstd come out whole, in chunks of %i',
  async size => {
    expect(await unpack(join(gzip(large), gzip('.')), size)).toBe(`${large}.`)
    expect(await unpack(join(zstd(large), zstd('.')), size)).toBe(`${large}.`)
  },
)

test.each<[name: string, stored: Uint8Array, compression: string]>([
  ['gzip', gzip('x'), 'gzip'],
  ['zstd', zstd('x'), 'zstd'],
  ['none', bytesOf('x'), 'none'],
  ['zstd', zstdCompressSync(gzip('x')), 'zstd'],
])('the compression named is the outermost: %s', async (_, stored, compression) => {
  expect((await decompress(inChunks(stored, 3), options)).compression).toBe(compression)
})

test.each<[name: string, head: number[]]>([
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
  ['lz4', [4, 0x22, 0x4d, 0x18]],
])('%s is refused by its name, and the source stopped', async (name, head) => {
  const source = watched([new Uint8Array(head), new Uint8Array(600)], 'hang')
  expect(await faultOf(decompress(source, options))).toMatchObject({
    kind: 'unsupportedLayer',
    what: 'layer 3',
    found: `${name} compression`,
  })
  expect(source.isStopped).toBe(true)
})

test('a third compression inside two is refused', async () => {
  const stored = gzipSync(gzipSync(gzip('deep')))
  expect(await faultOf(decompress(inChunks(stored, 7), options))).toEqual({
    kind: 'limitExceeded',
    what: 'layer 3',
    limit: 'nestedCompression',
    allowed: 2,
    found: 3,
  })
})

describe('damage', () => {
  const stored = { gzip: gzip('hello, hello, world'), zstd: zstd('hello, hello, world') }

  test.each(['gzip', 'zstd'] as const)(
    '%s cut at any byte is truncated, however it is chunked',
    async kind => {
      for (let cut = 6; cut < stored[kind].length; cut++) {
        for (const size of [1, 7, 100]) {
          const fault = await faultOf(unpack(stored[kind].subarray(0, cut), size))
          expect(fault).toMatchObject({ kind: 'truncated', what: 'layer 3', got: cut })
        }
      }
    },
  )

  test.each(['gzip', 'zstd'] as const)(
    'a second %s member or frame cut at any byte is truncated',
    async kind => {
      const whole = join(stored[kind], stored[kind])
      for (let cut = stored[kind].length + 1; cut < whole.length; cut++) {
        expect(await faultOf(unpack(whole.subarray(0, cut), 7))).toMatchObject({
          kind: 'truncated',
          got: cut,
        })
      }
    },
  )

  test.each(CHUNK_SIZES)('garbage after the end is corruption, in chunks of %i', async size => {
    for (const part of [stored.gzip, stored.zstd]) {
      const fault = await faultOf(unpack(join(part, bytesOf('garbage')), size))
      expect(fault).toMatchObject({ kind: 'corrupted', what: 'layer 3' })
    }
  })

  test.each(CHUNK_SIZES)('garbage after padding is corruption too, in chunks of %i', async size => {
    const fault = await faultOf(unpack(join(stored.gzip, new Uint8Array(9), bytesOf('x')), size))
    const detail = `after the end of the compressed data, at byte ${stored.gzip.length + 9}, other bytes follow`
    expect(fault).toEqual({ kind: 'corrupted', what: 'layer 3', detail })
  })

  test('a wrong checksum is corruption', async () => {
    const broken = stored.gzip.slice()
    broken.set(new Uint8Array(new Uint32Array([crc32('other')]).buffer), broken.length - 8)
    expect(await faultOf(unpack(broken, 100))).toMatchObject({ kind: 'corrupted' })
  })

  test('any byte changed gives the text, another text or a fault: never a hang, never another error', async () => {
    const anyDamage = fc.record({
      kind: fc.constantFrom('gzip', 'zstd'),
      at: fc.nat(60),
      byte: fc.nat(255),
      size: fc.constantFrom(1, 7, 100),
    })
    await fc.assert(
      fc.asyncProperty(anyDamage, async ({ kind, at, byte, size }) => {
        const broken = join(stored[kind], stored[kind])
        broken[at] = byte
        const thrown = await unpack(broken, size).catch((error: unknown) => error)
        expect(typeof thrown === 'string' || thrown instanceof LayerscopeError).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the stream', () => {
  const chunks = Array.from({ length: 50 }, (_, index) => gzip(large.slice(index)))

  test('an error of the source is passed on unchanged', async () => {
    const broken = new Error('the socket closed')
    for (const first of [gzip('x').subarray(0, 15), zstd('x').subarray(0, 8), bytesOf('plain')]) {
      const reading = decompress(watched([first], broken), options).then(({ bytes }) => collect(bytes))
      await expect(reading).rejects.toBe(broken)
    }
  })

  test('the source is read only as fast as the result', async () => {
    const source = watched(chunks, 'end')
    const { bytes } = await decompress(source, options)
    for await (const _ of bytes) break
    expect(source.given).toBeLessThan(5)
  })

  test('leaving early stops the source', async () => {
    const source = watched(chunks, 'end')
    const { bytes } = await decompress(source, options)
    for await (const _ of bytes) break
    await new Promise(resolve => setImmediate(resolve))
    expect(source.isStopped).toBe(true)
  })

  test('bytes after the data are read to the end, so that they are hashed', async () => {
    const source = watched([gzip('a'), new Uint8Array(100), new Uint8Array(100), new Uint8Array(100)], 'end')
    const { bytes } = await decompress(source, options)
    expect(textOf(await collect(bytes))).toBe('a')
    expect(source.given).toBe(5)
  })
})
