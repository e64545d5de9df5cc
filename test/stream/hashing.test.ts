import { expect, test } from 'vitest'
import { hashing } from '../../src/stream/hashing.ts'
import { bytesOf, CHUNK_SIZES, collect, inChunks, textOf } from './chunks.ts'

test.each(CHUNK_SIZES)('what flows in chunks of %i is passed on, hashed and counted', async size => {
  const hashed = hashing(inChunks(bytesOf('abc'), size))
  expect(textOf(await collect(hashed.bytes))).toBe('abc')
  expect(hashed.count()).toBe(3)
  // FIPS 180-2, appendix B.1
  expect(await hashed.digest()).toBe(
    'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

test('nothing has a digest too', async () => {
  const hashed = hashing(inChunks(new Uint8Array(), 1))
  await collect(hashed.bytes)
  expect(await hashed.digest()).toBe(
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})

test('the count runs along', async () => {
  const hashed = hashing(inChunks(bytesOf('abcd'), 2))
  const counts: number[] = []
  for await (const _ of hashed.bytes) counts.push(hashed.count())
  expect(counts).toEqual([2, 4])
})
