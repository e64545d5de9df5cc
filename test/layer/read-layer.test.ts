import { createHash } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { TarRecipe } from '../../fixtures/tar/recipe.ts'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import { factOf } from '../../src/image/facts/fact.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/image/limits.ts'
import { type LayerContent, readLayer } from '../../src/layer/read-layer.ts'
import { entryLength, entryPath, entrySha256, entryStored } from '../../src/tree/layer-tree.ts'
import { binary } from '../image/facts/take-facts.ts'
import { CHUNK_SIZES, faultOf, inChunks } from '../stream/chunks.ts'

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

const read = (blob: Uint8Array, size = 65_536, limits: Limits = DEFAULT_LIMITS) =>
  readLayer(inChunks(blob, size), { what: 'Layer 3', limits, signal: new AbortController().signal })

/** The entry recorded at a path. */
function entryAt({ tree }: LayerContent, path: string): number {
  for (let entry = 0; entry < tree.entries; entry++) if (entryPath(tree, entry) === path) return entry
  throw new Error(`no entry ${path}`)
}

const files: TarRecipe[] = [
  { name: 'etc/', type: 'directory' },
  { name: 'etc/passwd', content: 'root:x:0:0::/:/bin/sh\n' },
  { name: 'etc/empty' },
  { name: 'usr/bin/server', content: binary('server-dynamic'), mode: 0o755 },
  { name: 'usr/bin/run', content: '#!/bin/sh\n', mode: 0o755 },
  { name: 'usr/bin/go', type: 'symlink', linkName: 'run' },
]
const tar = tarOf(files)

describe('digests', () => {
  test.each([
    ['none', tar],
    ['gzip', gzipSync(tar)],
    ['zstd', zstdCompressSync(tar)],
  ] as const)('both are of every byte there is: %s', async (compression, blob) => {
    const stored: number[] = []
    const content = await readLayer(inChunks(blob, 999), {
      ...{ what: 'Layer 3', limits: DEFAULT_LIMITS, signal: new AbortController().signal },
      onBytes: bytes => stored.push(bytes),
    })
    expect(content).toMatchObject({ compression, blobBytes: blob.length, globalHeaders: 0 })
    expect(content.diffId).toBe(`sha256:${sha256(tar)}`)
    expect(content.blobDigest).toBe(`sha256:${sha256(blob)}`)
    expect(stored.at(-1)).toBe(blob.length)
  })

  test('bytes behind the end of the archive belong to the blob', async () => {
    const padded = Buffer.concat([tar, new Uint8Array(20_480)])
    const content = await read(padded)
    expect(content.diffId).toBe(`sha256:${sha256(padded)}`)
    expect(content.blobBytes).toBe(padded.length)
  })
})

describe('content', () => {
  test.each(CHUNK_SIZES)('the same tree and facts from chunks of %i', async size => {
    expect(await read(tar, size)).toEqual(await read(tar))
  })

  test('every regular file has its sha256, nothing else has one', async () => {
    const content = await read(tar)
    const hashes = Array.from({ length: content.tree.entries }, (_, entry) =>
      entrySha256(content.tree, entry),
    )
    expect(hashes).toEqual([
      null,
      sha256('root:x:0:0::/:/bin/sh\n'),
      sha256(''),
      sha256(binary('server-dynamic')),
      sha256('#!/bin/sh\n'),
      null,
    ])
  })

  test('facts are found by the entry', async () => {
    const content = await read(tar)
    const { facts } = content
    expect(factOf(facts, entryAt(content, '/etc/passwd'), 'text')?.content).toBe('root:x:0:0::/:/bin/sh\n')
    expect(factOf(facts, entryAt(content, '/usr/bin/server'), 'elf')?.needed).toEqual(['libc.so.6'])
    expect(factOf(facts, entryAt(content, '/usr/bin/run'), 'script')?.head).toBe('#!/bin/sh\n')
    expect(facts.byEntry.size).toBe(3)
    expect(facts.complete).toBe(true)
  })

  test('what has no place in the tree has no facts', async () => {
    const content = await read(tarOf([{ name: '../etc/passwd', content: 'root\n' }]))
    expect(content.tree.entries).toBe(1)
    expect(content.facts.byEntry.size).toBe(0)
  })

  test('global headers are counted', async () => {
    expect(await read(tarOf([{ global: { comment: 'x' } }]))).toMatchObject({ globalHeaders: 1 })
  })
})

describe('sparse files', () => {
  const sparse = (length: number, stretches: { offset: number; content: string }[]): TarRecipe => ({
    name: 'hole',
    sparse: { format: '1.0', length, stretches },
  })

  test.each([
    // length  stretches                                                          as a reader sees it
    [
      9,
      [
        { offset: 2, content: 'ab' },
        { offset: 6, content: 'cd' },
      ],
      '\0\0ab\0\0cd\0',
    ],
    [4, [{ offset: 0, content: 'abcd' }], 'abcd'],
    [4, [{ offset: 3, content: 'd' }], '\0\0\0d'],
    [5, [], '\0\0\0\0\0'],
  ])('%i bytes hash as what a reader sees, holes as zeros', async (length, stretches, seen) => {
    for (const size of CHUNK_SIZES) {
      const { tree } = await read(tarOf([sparse(length, stretches)]), size)
      expect(entrySha256(tree, 0)).toBe(sha256(seen))
      expect(entryLength(tree, 0)).toBe(length)
      expect(entryStored(tree, 0)).toBe(stretches.reduce((sum, { content }) => sum + content.length, 0))
    }
  })

  test('a hole of several chunks of zeros', async () => {
    const length = 3 * 1024 * 1024 + 5
    const { tree } = await read(tarOf([sparse(length, [{ offset: length - 1, content: 'x' }])]))
    const seen = new Uint8Array(length)
    seen[length - 1] = 0x78
    expect(entrySha256(tree, 0)).toBe(sha256(seen))
  })

  test('a hole of a terabyte is a fault, not a wait', async () => {
    const blob = tarOf([sparse(2 ** 40, [{ offset: 0, content: 'x' }])])
    const { unpacked } = DEFAULT_LIMITS
    expect(await faultOf(read(blob))).toMatchObject({
      ...{ kind: 'limitExceeded', what: 'Layer 3', limit: 'unpacked', allowed: unpacked },
    })
  })

  test('holes of many files count together', async () => {
    const limits = { ...DEFAULT_LIMITS, unpacked: 100_000 }
    const one = sparse(30_000, [{ offset: 0, content: 'x' }])
    expect(await read(tarOf([one, one]), 512, limits)).toMatchObject({ compression: 'none' })
    expect(await faultOf(read(tarOf([one, one, one, one]), 512, limits))).toMatchObject({ limit: 'unpacked' })
  })
})

describe('faults', () => {
  test('more unpacked bytes than allowed', async () => {
    const bomb = gzipSync(tarOf([{ name: 'zeros', content: new Uint8Array(1_000_000) }]))
    const limits = { ...DEFAULT_LIMITS, unpacked: 500_000 }
    expect(await faultOf(read(bomb, 1000, limits))).toMatchObject({ limit: 'unpacked', allowed: 500_000 })
  })

  test('more entries than allowed', async () => {
    const limits = { ...DEFAULT_LIMITS, entries: 2 }
    expect(await faultOf(read(tar, 512, limits))).toMatchObject({ kind: 'limitExceeded', limit: 'entries' })
  })

  test('every cut in two is noticed or harmless, and never hangs', async () => {
    for (let end = 0; end < tar.length; end += 509) {
      const outcome = await read(tar.subarray(0, end), 4096).then(
        content => content.tree.entries,
        error => error.fault.kind,
      )
      expect(['truncated', 0, 1, 2, 3, 4, 5, 6]).toContain(outcome)
    }
  })
})
