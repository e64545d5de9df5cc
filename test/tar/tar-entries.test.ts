import { describe, expect, test } from 'vitest'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import { tarEntries } from '../../src/tar/tar-entries.ts'
import { CHUNK_SIZES, collect, faultOf, inChunks, textOf, watched } from '../stream/chunks.ts'
import { tarOptions } from './read-tar.ts'

const archive = tarOf([
  { name: 'manifest.json', content: '[]' },
  { name: 'empty' },
  { name: 'layer.tar', content: 'x'.repeat(5000) },
  { name: 'last', content: 'z' },
])

describe.each(CHUNK_SIZES)('in chunks of %i', size => {
  test('each entry comes with its content', async () => {
    const seen: string[] = []
    for await (const { header, body } of tarEntries(inChunks(archive, size), tarOptions())) {
      seen.push(`${header.name} ${textOf(await collect(body)).length}`)
    }
    expect(seen).toEqual(['manifest.json 2', 'empty 0', 'layer.tar 5000', 'last 1'])
  })

  test('what is not read of a content, or not to its end, is skipped', async () => {
    const seen: string[] = []
    for await (const { header, body } of tarEntries(inChunks(archive, size), tarOptions())) {
      seen.push(header.name)
      if (header.name === 'layer.tar') for await (const _ of body) break
    }
    expect(seen).toEqual(['manifest.json', 'empty', 'layer.tar', 'last'])
  })

  test('the bytes are read to their end', async () => {
    const source = watched([...chunksOf(archive, size), new Uint8Array(700)], 'end')
    for await (const _ of tarEntries(source, tarOptions()));
    expect(source.given).toBe(Math.ceil(archive.length / size) + 2)
  })
})

function chunksOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, index * size + size),
  )
}

test('a large content is read no faster than it is taken', async () => {
  const large = tarOf([{ name: 'layer.tar', content: new Uint8Array(20 << 20) }])
  const source = watched(chunksOf(large, 1 << 20), 'end')
  for await (const { body } of tarEntries(source, tarOptions())) {
    for await (const _ of body) break
    break
  }
  expect(source.given).toBeLessThan(5)
})

test('chunks of a content are the source’s own memory, not copies', async () => {
  const large = tarOf([{ name: 'layer.tar', content: new Uint8Array(1 << 20) }])
  for await (const { body } of tarEntries(inChunks(large, 100_000), tarOptions())) {
    for await (const chunk of body) expect(chunk.buffer).toBe(large.buffer)
  }
})

describe('what goes wrong', () => {
  test('leaving early stops the bytes', async () => {
    const source = watched([archive], 'hang')
    for await (const _ of tarEntries(source, tarOptions())) break
    await new Promise(resolve => setImmediate(resolve))
    expect(source.isStopped).toBe(true)
  })

  test('an error of the bytes reaches whoever reads a content', async () => {
    const broken = new Error('the socket closed')
    const source = watched([archive.subarray(0, 3000)], broken)
    const reading = async () => {
      for await (const { body } of tarEntries(source, tarOptions())) await collect(body)
    }
    await expect(reading()).rejects.toBe(broken)
  })

  test('an error of the bytes reaches whoever waits for the next entry', async () => {
    const broken = new Error('the socket closed')
    const reading = async () => {
      for await (const _ of tarEntries(watched([archive.subarray(0, 3000)], broken), tarOptions()));
    }
    await expect(reading()).rejects.toBe(broken)
  })

  test('a content cut off is the fault "truncated"', async () => {
    const reading = async () => {
      for await (const { body } of tarEntries(inChunks(archive.subarray(0, 3000), 64), tarOptions()))
        await collect(body)
    }
    expect(await faultOf(reading())).toEqual({
      kind: 'truncated',
      what: 'layer 3',
      got: 3000,
      expected: 7168,
    })
  })

  test.each<[title: string, tar: Uint8Array]>([
    ['a cut inside a content', archive.subarray(0, 7680)],
    ['a cut inside a header', archive.subarray(0, 7300)],
    ['a damaged header', archive.map((byte, at) => (at === 7200 ? byte + 1 : byte))],
  ])('%s: the contents before it are whole, however slowly they are read', async (_, tar) => {
    const seen: number[] = []
    const reading = async () => {
      for await (const { body } of tarEntries(inChunks(tar, 1 << 20), tarOptions())) {
        await new Promise(resolve => setImmediate(resolve))
        seen.push((await collect(body)).length)
      }
    }
    expect(['truncated', 'corrupted']).toContain((await faultOf(reading())).kind)
    expect(seen).toEqual([2, 0, 5000])
  })

  test('an abort interrupts whoever waits, for a content or for an entry', async () => {
    for (const given of [3000, 512]) {
      const controller = new AbortController()
      const source = watched([archive.subarray(0, given)], 'hang')
      const reading = async () => {
        for await (const { body } of tarEntries(source, tarOptions({}, controller.signal)))
          await collect(body)
      }
      setImmediate(() => controller.abort())
      expect(await faultOf(reading())).toEqual({ kind: 'interrupted' })
      expect(source.isStopped).toBe(true)
    }
  })

  test('an error of the reader is its own, and stops the bytes', async () => {
    const source = watched([archive], 'hang')
    const mine = new Error('not that one')
    const reading = async () => {
      for await (const _ of tarEntries(source, tarOptions())) throw mine
    }
    await expect(reading()).rejects.toBe(mine)
    await new Promise(resolve => setImmediate(resolve))
    expect(source.isStopped).toBe(true)
  })
})
