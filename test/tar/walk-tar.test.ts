import { describe, expect, test } from 'vitest'
import { tarOf } from '../../fixtures/tar/tar-of.ts'
import { LayerscopeError } from '../../src/errors.ts'
import { type TarVisitor, walkTar } from '../../src/tar/walk-tar.ts'
import { bytesOf, CHUNK_SIZES, faultOf, inChunks, watched } from '../stream/chunks.ts'
import { tarOptions, walk } from './read-tar.ts'

const archive = tarOf([
  { name: 'etc/', type: 'directory' },
  { name: 'etc/empty' },
  { name: 'etc/motd', content: 'hello\n' },
  { name: 'etc/large', content: 'x'.repeat(3000) },
  { name: 'link', type: 'symlink', linkName: 'etc/motd' },
])

/** What a visitor is told, in the order it is told; chunks of one content joined. */
async function story(tar: Uint8Array, chunkSize: number): Promise<string[]> {
  const lines: string[] = []
  await walkTar(
    inChunks(tar, chunkSize),
    {
      entry({ name }) {
        let length = 0
        lines.push(name)
        return {
          write(chunk) {
            length += chunk.length
          },
          end: () => void lines.push(`  ${length} bytes`),
        }
      },
    },
    tarOptions(),
  )
  return lines
}

/** A visitor that notes names and skips contents. */
function collecting(names: string[]): TarVisitor {
  return {
    entry({ name }) {
      names.push(name)
      return undefined
    },
  }
}

describe.each(CHUNK_SIZES)('in chunks of %i', size => {
  test('entries come in tar order, each with its content and an end before the next', async () => {
    expect(await story(archive, size)).toEqual([
      'etc/',
      '  0 bytes',
      'etc/empty',
      '  0 bytes',
      'etc/motd',
      '  6 bytes',
      'etc/large',
      '  3000 bytes',
      'link',
      '  0 bytes',
    ])
  })

  test('contents nobody asks for are skipped', async () => {
    const names: string[] = []
    const summary = await walkTar(inChunks(archive, size), collecting(names), tarOptions())
    expect(names.length).toBe(5)
    expect(summary).toEqual({ entries: 5, globalHeaders: 0, bytes: archive.length })
  })

  test.each<[title: string, tar: Uint8Array]>([
    ['no bytes', new Uint8Array()],
    ['one zero block', new Uint8Array(512)],
    ['two zero blocks', new Uint8Array(1024)],
    ['a record of zeros', new Uint8Array(10_240)],
  ])('%s: no entries, and no fault', async (_, tar) => {
    expect(await walk(tar, size)).toEqual({
      entries: [],
      summary: { entries: 0, globalHeaders: 0, bytes: tar.length },
    })
  })

  test.each<[title: string, after: Uint8Array]>([
    ['zeros', new Uint8Array(5000)],
    ['junk', bytesOf('junk '.repeat(300))],
    ['a second archive', archive],
  ])('%s after the end of the archive: read, counted, and no entries', async (_, after) => {
    const tar = new Uint8Array(Buffer.concat([archive, after]))
    const { entries, summary } = await walk(tar, size)
    expect(entries.length).toBe(5)
    expect(summary.bytes).toBe(tar.length)
  })

  test.each([0, 1])('%i zero blocks at the end are enough', async endBlocks => {
    const tar = tarOf([{ name: 'a', content: 'abc' }], { endBlocks })
    expect((await walk(tar, size)).entries).toMatchObject([{ content: 'abc' }])
  })

  test('the padding after the last content may be missing, whole or in part', async () => {
    const tar = tarOf([{ name: 'a', content: 'abc' }], { endBlocks: 0 })
    for (const missing of [509, 200, 1]) {
      expect((await walk(tar.subarray(0, tar.length - missing), size)).entries).toMatchObject([
        { content: 'abc' },
      ])
    }
  })
})

describe('what goes wrong is passed on, and the bytes are stopped', () => {
  const ignore = { entry: () => undefined }

  test('an error of the bytes, unchanged', async () => {
    const broken = new Error('the socket closed')
    const walking = walkTar(watched([archive.subarray(0, 700)], broken), ignore, tarOptions())
    await expect(walking).rejects.toBe(broken)
  })

  test.each(['entry', 'write', 'end'])('an error of the visitor’s %s', async place => {
    const refusal = new LayerscopeError({ kind: 'usage', message: 'no more' })
    const refuse = (at: string) => {
      if (at === place) throw refusal
    }
    const source = watched([archive.subarray(0, 2048), archive.subarray(2048)], 'hang')
    const visitor = {
      entry() {
        refuse('entry')
        return { write: () => refuse('write'), end: () => refuse('end') }
      },
    }
    await expect(walkTar(source, visitor, tarOptions())).rejects.toBe(refusal)
    expect(source.isStopped).toBe(true)
  })

  test('a fault in the tar, after the entries before it', async () => {
    const tar = tarOf([
      { name: 'a', content: 'abc' },
      { name: 'b', badChecksum: true },
    ])
    const source = watched([tar.subarray(0, 1024), tar.subarray(1024)], 'hang')
    const names: string[] = []
    expect(await faultOf(walkTar(source, collecting(names), tarOptions()))).toMatchObject({
      kind: 'corrupted',
    })
    expect(names).toEqual(['a'])
    expect(source.isStopped).toBe(true)
  })

  test.each(['before', 'while it hangs in a content', 'between entries'])('an abort %s', async moment => {
    const controller = new AbortController()
    const chunks = moment === 'between entries' ? [archive.subarray(0, 512)] : [archive.subarray(0, 2000)]
    const source = watched(chunks, 'hang')
    if (moment === 'before') controller.abort()
    const walking = walkTar(source, ignore, tarOptions({}, controller.signal))
    setImmediate(() => controller.abort())
    expect(await faultOf(walking)).toEqual({ kind: 'interrupted' })
    expect(source.isStopped).toBe(true)
  })
})

test('contents are not collected: a file larger than any buffer flows through', async () => {
  const length = 300 * 1024 * 1024
  const header = tarOf([{ name: 'large', declaredSize: length }], { endBlocks: 0 })
  const chunk = new Uint8Array(1024 * 1024)
  let inside = 0
  let most = 0
  async function* large() {
    yield header
    for (let sent = 0; sent < length; sent += chunk.length) {
      inside += chunk.length
      most = Math.max(most, inside)
      yield chunk
    }
  }
  const body = {
    write(part: Uint8Array) {
      inside -= part.length
    },
    end: () => undefined,
  }
  await walkTar(large(), { entry: () => body }, tarOptions())
  expect(inside).toBe(0)
  expect(most).toBeLessThanOrEqual(4 * chunk.length)
})
