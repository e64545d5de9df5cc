import { expect, test } from 'vitest'
import { limitBytes } from '../../src/stream/limit.ts'
import { bytesOf, CHUNK_SIZES, collect, faultOf, inChunks, textOf, watched } from './chunks.ts'

const ceiling = { what: 'layer 3', limit: 'unpacked', allowed: 5 } as const

test.each(CHUNK_SIZES)('exactly as much as is allowed passes, in chunks of %i', async size => {
  expect(textOf(await collect(limitBytes(inChunks(bytesOf('12345'), size), ceiling)))).toBe('12345')
})

test.each(CHUNK_SIZES)('one byte more is a fault that names the limit, in chunks of %i', async size => {
  const fault = await faultOf(collect(limitBytes(inChunks(bytesOf('123456'), size), ceiling)))
  expect(fault).toEqual({
    kind: 'limitExceeded',
    what: 'layer 3',
    limit: 'unpacked',
    allowed: 5,
    found: null,
  })
})

test('passing the limit stops the source', async () => {
  const source = watched([bytesOf('1234567'), bytesOf('8')], 'hang')
  await faultOf(collect(limitBytes(source, ceiling)))
  expect(source.isStopped).toBe(true)
})
