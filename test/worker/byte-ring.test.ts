import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteRing } from '../../src/worker/byte-ring.ts'
import { ringBytes } from '../../src/worker/ring-bytes.ts'
import { collect } from '../stream/chunks.ts'

const MEGABYTE = 1024 * 1024
/** What no two places of it have in common, so that a byte out of place shows. */
const pattern = Uint8Array.from({ length: 3 * MEGABYTE }, (_, at) => (at * 31 + (at >> 8) * 7) % 251)

const sha256 = (chunks: readonly Uint8Array[]) => {
  const hash = createHash('sha256')
  for (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

test('what is taken is what was written, however it is cut, and however far either side runs ahead', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3 * MEGABYTE }), fc.integer({ min: 0, max: 40 })), {
        maxLength: 30,
      }),
      turns => {
        const ring = new ByteRing()
        const written: Uint8Array[] = []
        const taken: Uint8Array[] = []
        for (const [length, records] of turns) {
          const chunk = pattern.subarray(0, length)
          written.push(chunk.subarray(0, ring.write(1, chunk, 0)))
          takeSome(ring, records, taken)
        }
        takeSome(ring, Number.POSITIVE_INFINITY, taken)
        expect(sha256(taken)).toBe(sha256(written))
        expect(ring.room).toBe(1)
      },
    ),
    { numRuns: 30 },
  )
})

test('a full ring takes nothing more, and goes on where it stopped', () => {
  const ring = new ByteRing()
  let stopped = pattern.length
  let chunks = 0
  for (; stopped === pattern.length; chunks++) stopped = ring.write(1, pattern, 0)
  expect(ring.isOpen).toBe(false)
  expect(ring.write(1, pattern, stopped)).toBe(stopped)
  const taken: Uint8Array[] = []
  takeSome(ring, Number.POSITIVE_INFINITY, taken)
  expect(ring.write(1, pattern, stopped)).toBe(pattern.length)
  takeSome(ring, Number.POSITIVE_INFINITY, taken)
  expect(sha256(taken)).toBe(sha256(Array.from({ length: chunks }, () => pattern)))
})

test('an empty ring gives nothing', () => {
  expect(new ByteRing().take()).toBeUndefined()
})

test('streams keep apart, and say how they ended', () => {
  const ring = new ByteRing()
  ring.write(1, Buffer.from('a'), 0)
  ring.write(2, Buffer.from('b'), 0)
  ring.end(1)
  ring.end(2, 'broken')
  const records = Array.from({ length: 4 }, () => ring.take())
  expect(records.map(record => [record?.stream, contentOf(record?.content)])).toEqual([
    [1, 'a'],
    [2, 'b'],
    [1, 'whole'],
    [2, 'broken'],
  ])
})

test('a reader waits for bytes without sleeping', async () => {
  const ring = new ByteRing()
  const reading = collect(ringBytes(ring, 1))
  await new Promise(setImmediate)
  const writer = new ByteRing(ring.memory)
  writer.write(1, Buffer.from('late'), 0)
  writer.end(1)
  expect(Buffer.from(await reading).toString()).toBe('late')
})

test('a chunk stays as it is until a megabyte more was taken, a byte at a time or in long stretches', async () => {
  for (const length of [1, 400_000]) {
    const ring = new ByteRing()
    const writer = new ByteRing(ring.memory)
    const chunk = pattern.subarray(0, length)
    for (let written = 0; written < 600; written++) writer.write(1, chunk, 0)
    const bytes = ringBytes(ring, 1)
    const first = (await bytes.next()).value
    await bytes.next()
    for (let written = 0; written < 600; written++) writer.write(1, new Uint8Array(length), 0)
    expect(first).toEqual(chunk)
  }
})

test('what is left of a stream that was given up is passed over', async () => {
  const ring = new ByteRing()
  ring.write(1, Buffer.from('old'), 0)
  ring.end(1, 'broken')
  ring.write(2, Buffer.from('new'), 0)
  ring.end(2)
  expect(Buffer.from(await collect(ringBytes(ring, 2))).toString()).toBe('new')
})

test('a stream that breaks off is not taken for a whole one', async () => {
  const ring = new ByteRing()
  ring.write(1, Buffer.from('half'), 0)
  ring.end(1, 'broken')
  await expect(collect(ringBytes(ring, 1))).rejects.toThrow('broke off')
})

function takeSome(ring: ByteRing, most: number, taken: Uint8Array[]): void {
  for (let count = 0; count < most; count++) {
    const record = ring.take()
    if (record === undefined) return
    if (record.content instanceof Uint8Array) taken.push(record.content.slice())
    ring.free(record)
  }
}

function contentOf(content: Uint8Array | string | undefined): string | undefined {
  return content instanceof Uint8Array ? Buffer.from(content).toString() : content
}
