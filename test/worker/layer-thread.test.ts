import { randomBytes } from 'node:crypto'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { TarRecipe } from '../../fixtures/tar/recipe.ts'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import { LayerscopeError } from '../../src/errors.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/image/limits.ts'
import { type LayerContent, readLayer } from '../../src/layer/read-layer.ts'
import { type LayerBytes, LayerThread } from '../../src/worker/layer-thread.ts'
import { temporaryFolder } from '../source/engine/temporary-folder.ts'
import { faultOf, inChunks, watched } from '../stream/chunks.ts'

const threads: LayerThread[] = []

function newThread(program?: URL): LayerThread {
  const thread = new LayerThread(program)
  threads.push(thread)
  return thread
}

afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.close()
})

const quiet = new AbortController().signal

function options(limits: Limits = DEFAULT_LIMITS, signal = quiet) {
  return { what: 'Layer 3', limits, signal }
}

function stream(bytes: Uint8Array, size = 65_536): LayerBytes {
  return { kind: 'stream', bytes: inChunks(bytes, size) }
}

const small = tarOf([{ name: 'a', content: 'first' }])
/** Longer than what the threads share, with files worth handing over, and those that are not. */
const large = tarOf(
  Array.from({ length: 30 }, (_, at) => ({ name: `f${at}`, content: randomBytes(at % 3 === 0 ? 1e6 : 4e4) })),
)

describe('a layer read on a thread equals one read here', () => {
  test('whatever is in it, however it is cut and packed', async () => {
    const thread = newThread()
    await fc.assert(
      fc.asyncProperty(
        fc.array(recipe()),
        fc.integer({ min: 1, max: 5000 }),
        packing(),
        async (files, size, pack) => {
          const blob = pack(tarOf(files))
          expect(await thread.read(stream(blob, size), options())).toEqual(
            await readLayer(inChunks(blob, size), options()),
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  test.each([1000, 100_000, 30_000_000])('when it is long, in chunks of %i', async size => {
    const stored: number[] = []
    const content = await newThread().read(stream(large, size), {
      ...options(),
      measureGzip: true,
      onBytes: bytes => stored.push(bytes),
    })
    expect(content).toEqual(await readLayer(inChunks(large, size), { ...options(), measureGzip: true }))
    expect(stored.at(-1)).toBe(large.length)
  })

  test('when it lies in a file, between other things', async () => {
    const path = join(temporaryFolder(), 'archive')
    await writeFile(path, Buffer.concat([randomBytes(1000), large, randomBytes(1000)]))
    await using file = await open(path)
    const place = { descriptor: file.fd, start: 1000, length: large.length, what: 'blob', path }
    const content = await newThread().read({ kind: 'place', place }, options())
    expect(content).toEqual(await readLayer(inChunks(large, 1e6), options()))
  })
})

describe('what goes wrong is told as it is here', () => {
  const damaged = Buffer.concat([gzipSync(large).subarray(0, 1e6), Buffer.alloc(1000, 7)])

  test.each([
    ['a layer that ends early', large.subarray(0, 1_000_500), DEFAULT_LIMITS],
    ['a layer that cannot be decompressed', damaged, DEFAULT_LIMITS],
    ['a layer that is too large', large, { ...DEFAULT_LIMITS, unpacked: 1000 }],
    ['a layer of too many entries', large, { ...DEFAULT_LIMITS, entries: 2 }],
  ])('%s', async (_what, blob, limits) => {
    const thread = newThread()
    const there = await errorOf(thread.read(stream(blob), options(limits)))
    const here = await errorOf(readLayer(inChunks(blob, 65_536), options(limits)))
    expect(there).toBeInstanceOf(LayerscopeError)
    expect(there).toMatchObject({ fault: here instanceof LayerscopeError ? here.fault : null })
    expect(messageOf(there.cause)).toBe(messageOf(here.cause))
    expect(await thread.read(stream(small), options())).toMatchObject({ blobBytes: small.length })
  })

  test('a source that breaks off: with its own error', async () => {
    const broken = new Error('the cable')
    const thread = newThread()
    const bytes = watched([large.subarray(0, 500_000)], broken)
    expect(await errorOf(thread.read({ kind: 'stream', bytes }, options()))).toBe(broken)
    expect(await thread.read(stream(small), options())).toMatchObject({ blobBytes: small.length })
  })

  test('a source nobody wants more of is told to stop', async () => {
    const bytes = watched([Buffer.from('not a tar, and not compressed either'.repeat(100))], 'hang')
    expect(await faultOf(newThread().read({ kind: 'stream', bytes }, options()))).toMatchObject({
      kind: 'corrupted',
    })
    expect(bytes.isStopped).toBe(true)
  })

  test('a file that is shorter than it was', async () => {
    const path = join(temporaryFolder(), 'archive')
    await writeFile(path, small)
    await using file = await open(path)
    const place = { descriptor: file.fd, start: 0, length: 5000, what: 'blobs/x', path }
    expect(await faultOf(newThread().read({ kind: 'place', place }, options()))).toEqual({
      kind: 'truncated',
      what: 'blobs/x',
      got: small.length,
      expected: 5000,
    })
  })

  test('a file the system does not read', async () => {
    const path = temporaryFolder()
    await using folder = await open(path)
    const place = { descriptor: folder.fd, start: 0, length: 5000, what: 'blobs/x', path }
    expect(await faultOf(newThread().read({ kind: 'place', place }, options()))).toEqual({
      kind: 'unreadableFile',
      path,
      answer: 'it is a directory',
    })
  })
})

describe('a thread that ends', () => {
  const program = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`)

  test('with an error fails its layer with that error', async () => {
    const thread = newThread(program('throw new Error("out of order")'))
    await expect(thread.read(stream(large), options())).rejects.toThrow('out of order')
    await expect(thread.read(stream(large), options())).rejects.toThrow('out of order')
    expect(thread.isUsable).toBe(false)
  })

  test('without one says so', async () => {
    const thread = newThread(program('process.exit(0)'))
    await expect(thread.read(stream(large), options())).rejects.toThrow('has ended')
  })

  test('because memory ran out is a fault of the layer', async () => {
    // What Node ends such a thread with; to fill its memory in earnest takes half a minute.
    const thread = newThread(
      program('throw Object.assign(new Error(), { code: "ERR_WORKER_OUT_OF_MEMORY" })'),
    )
    expect(await faultOf(thread.read(stream(large), options()))).toEqual({
      kind: 'outOfMemory',
      what: 'Layer 3',
    })
  })
})

describe('a layer nobody waits for any more', () => {
  test('is left at once, in the middle of it, and the source told to stop', async () => {
    const leaving = new AbortController()
    const bytes = watched([large.subarray(0, 500_000)], 'hang')
    const thread = newThread()
    const reading = thread.read(
      { kind: 'stream', bytes },
      { ...options(DEFAULT_LIMITS, leaving.signal), onBytes: () => leaving.abort() },
    )
    expect(await faultOf(reading)).toEqual({ kind: 'interrupted' })
    expect(bytes.isStopped).toBe(true)
    expect(thread.isUsable).toBe(false)
  })

  test('fails when the thread is closed', async () => {
    const thread = newThread()
    const reading = errorOf(thread.read({ kind: 'stream', bytes: watched([small], 'hang') }, options()))
    await thread.close()
    expect((await reading).message).toContain('closed')
  })

  test('is not begun when it is too late', async () => {
    const late = { ...options(DEFAULT_LIMITS, AbortSignal.abort(new Error('late'))) }
    await expect(newThread().read(stream(small), late)).rejects.toThrow('late')
  })
})

test('who waits for a layer does something else meanwhile', async () => {
  const reading = newThread().read(stream(large, 30_000_000), options())
  let turns = 0
  let isOver = false
  const count = () => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  count()
  await reading
  isOver = true
  expect(turns).toBeGreaterThan(50)
})

function recipe(): fc.Arbitrary<TarRecipe> {
  const name = fc.string({ minLength: 1, maxLength: 20 }).filter(text => !text.includes('\0'))
  return fc.oneof(
    fc.record({ name, content: fc.uint8Array({ maxLength: 3000 }) }),
    fc.record({ name, type: fc.constant('symlink' as const), linkName: name }),
    fc.record({ name, type: fc.constant('directory' as const), mode: fc.integer({ min: 0, max: 0o7777 }) }),
    fc.constant({ name: 'etc/passwd', content: 'root:x:0:0::/:/bin/sh\n' }),
    fc.constant({ name: 'usr/bin/run', content: '#!/bin/sh\n', mode: 0o755 }),
  )
}

function packing(): fc.Arbitrary<(tar: Uint8Array) => Uint8Array> {
  return fc.constantFrom((tar: Uint8Array) => tar, gzipSync, zstdCompressSync)
}

async function errorOf(work: Promise<LayerContent>): Promise<Error> {
  const thrown = await work.then(
    () => new Error('it was read'),
    (error: unknown) => error,
  )
  if (thrown instanceof Error) return thrown
  throw thrown
}

function messageOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined
}
