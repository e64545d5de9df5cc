import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { ByteRing } from '../../src/worker/byte-ring.ts'
import { HashThread } from '../../src/worker/hash-thread.ts'

const threads: HashThread[] = []

function newThread(): HashThread {
  const thread = new HashThread()
  threads.push(thread)
  return thread
}

afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.close()
})

const sha256 = (...chunks: Uint8Array[]) => createHash('sha256').update(Buffer.concat(chunks)).digest('hex')

test('a stream hashed on the thread has the digest it has here', async () => {
  const chunks = [randomBytes(100), randomBytes(70_000), new Uint8Array(0), randomBytes(1)]
  const hasher = newThread().hasher()
  for (const chunk of chunks) await hasher.update(chunk)
  expect(await hasher.digest()).toBe(sha256(...chunks))
})

test('streams on one thread do not mix', async () => {
  const thread = newThread()
  const [one, other] = [thread.hasher(), thread.hasher()]
  one.update(Buffer.from('a'))
  other.update(Buffer.from('b'))
  one.update(Buffer.from('c'))
  expect([await one.digest(), await other.digest()]).toEqual([
    sha256(Buffer.from('ac')),
    sha256(Buffer.from('b')),
  ])
})

test('a chunk may be overwritten by its owner as soon as it was taken in', async () => {
  const hasher = newThread().hasher()
  const chunk = Buffer.from('first')
  hasher.update(chunk)
  chunk.fill(0)
  expect(await hasher.digest()).toBe(sha256(Buffer.from('first')))
})

test('a reader faster than the thread is held back', async () => {
  const hasher = newThread().hasher()
  const chunk = new Uint8Array(1024 * 1024)
  let chunks = 0
  let wait: Promise<void> | undefined
  for (; wait === undefined; chunks++) wait = hasher.update(chunk)
  await wait
  expect(await hasher.digest()).toBe(sha256(...Array.from({ length: chunks }, () => chunk)))
})

test('a thread that is woken for nothing takes nothing', async () => {
  const ring = new ByteRing()
  const worker = new Worker(new URL('../../src/worker/hash-worker.ts', import.meta.url), {
    workerData: ring.memory,
  })
  const answer = once(worker, 'message')
  ring.write(0, Buffer.from('a'), 0)
  for (let late = 0; late < 200; late++) {
    Atomics.notify(new Int32Array(ring.memory), 0)
    await pause(1)
  }
  ring.write(0, Buffer.from('b'), 0)
  ring.end(0)
  const [{ sha256: bytes }] = await answer
  expect(Buffer.from(bytes).toString('hex')).toBe(sha256(Buffer.from('ab')))
  await worker.terminate()
})

test('long files share a thread that keeps up, between the chunks of a stream', async () => {
  const thread = newThread()
  const [before, after] = [randomBytes(10), randomBytes(3_000_000)]
  const stream = thread.hasher()
  stream.update(before)
  await stream.digest() // now it is up
  const file = thread.fileHasher(after.length)
  const other = thread.hasher()
  other.update(before)
  file?.update(after.subarray(0, 1_000_000))
  await other.update(after)
  file?.update(after.subarray(1_000_000))
  expect([await other.digest(), Buffer.from((await file?.digest()) ?? []).toString('hex')]).toEqual([
    sha256(before, after),
    sha256(after),
  ])
})

test('short files, and any while the thread starts or is behind, are left to the reader', async () => {
  const thread = newThread()
  expect(thread.fileHasher(1_000_000)).toBeUndefined()
  const stream = thread.hasher()
  expect(thread.fileHasher(1_000_000)).toBeUndefined()
  await stream.digest()
  expect(thread.fileHasher(100)).toBeUndefined()
  const behind = thread.hasher().update(new Uint8Array(16 * 1024 * 1024))
  behind?.catch(() => undefined)
  expect(thread.fileHasher(1_000_000)).toBeUndefined()
})

test('a thread that dies fails what waits for it', async () => {
  const thread = new HashThread(new URL('data:text/javascript,throw new Error("out of order")'))
  threads.push(thread)
  const hasher = thread.hasher()
  await expect(hasher.digest()).rejects.toThrow('out of order')
  const full = async () => {
    for (;;) await hasher.update(new Uint8Array(1024 * 1024))
  }
  await expect(full()).rejects.toThrow('out of order')
})

test('the digest of nothing is the digest of nothing', async () => {
  expect(await newThread().hasher().digest()).toBe(sha256())
})

test('a thread that was never needed closes like any other', async () => {
  await expect(newThread().close()).resolves.toBeUndefined()
})
