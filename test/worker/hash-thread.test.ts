import { createHash, randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
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
  const waits = Array.from({ length: 20 }, () => hasher.update(chunk))
  expect(waits[0]).toBeUndefined()
  expect(waits.at(-1)).toBeInstanceOf(Promise)
  await waits.at(-1)
  expect(await hasher.digest()).toBe(sha256(...Array.from({ length: 20 }, () => chunk)))
})

test('the digest of nothing is the digest of nothing', async () => {
  expect(await newThread().hasher().digest()).toBe(sha256())
})

test('a thread that was never needed closes like any other', async () => {
  await expect(newThread().close()).resolves.toBeUndefined()
})
