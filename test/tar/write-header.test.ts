import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteString, fromText } from '../../src/image/byte-string.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { tarEntries } from '../../src/tar/tar-entries.ts'
import { TAR_END, type TarEntryInfo, tarHeader, tarPadding } from '../../src/tar/write-header.ts'

const bytes = (maxLength: number) =>
  fc
    .uint8Array({ minLength: 1, maxLength, min: 1 })
    .map(array => byteString(String.fromCharCode(...array).replaceAll('/', '_')))

const info: fc.Arbitrary<TarEntryInfo> = fc.record({
  name: bytes(300),
  type: fc.constantFrom('file', 'directory', 'symlink', 'hardLink', 'character', 'block', 'fifo'),
  mode: fc.nat(0o7777),
  uid: fc.nat(2 ** 31),
  gid: fc.nat(2 ** 31),
  mtime: fc.oneof(
    fc.integer({ min: -1e9, max: 2e9 }),
    fc.constantFrom(0.5, -0.25, 1_700_000_000.123456, 2 ** 34),
  ),
  length: fc.constant(0),
  linkName: bytes(150),
  device: fc.record({ major: fc.nat(255), minor: fc.nat(2 ** 20) }),
  xattrs: fc.constantFrom(new Map(), new Map([[fromText('user.a'), new Uint8Array([0, 255, 10])]])),
})

async function written(entry: TarEntryInfo, content: Uint8Array) {
  async function* tar() {
    yield tarHeader({ ...entry, length: content.length })
    yield content
    yield tarPadding(content.length)
    yield TAR_END
  }
  const options = { what: 'it', limits: DEFAULT_LIMITS, signal: new AbortController().signal }
  for await (const { header, body } of tarEntries(tar(), options)) {
    const chunks: Uint8Array[] = []
    for await (const chunk of body) chunks.push(Uint8Array.from(chunk))
    return { header, content: Buffer.concat(chunks) }
  }
  throw new Error('no entry')
}

test('what is written is read back the same, whatever the names, numbers and attributes', async () => {
  await fc.assert(
    fc.asyncProperty(info, async entry => {
      const { header } = await written(entry, new Uint8Array())
      const isLink = entry.type === 'symlink' || entry.type === 'hardLink'
      const isDevice = entry.type === 'character' || entry.type === 'block'
      expect(header).toMatchObject({
        name: entry.name,
        type: entry.type,
        mode: entry.mode,
        uid: entry.uid,
        gid: entry.gid,
        mtime: entry.mtime,
        linkName: isLink ? entry.linkName : undefined,
        device: isDevice ? entry.device : undefined,
        xattrs: entry.xattrs.size === 0 ? undefined : entry.xattrs,
      })
    }),
    { numRuns: 300 },
  )
})

test('content is padded to whole blocks', async () => {
  const file: TarEntryInfo = {
    name: fromText('a'),
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    length: 0,
    linkName: null,
    device: null,
    xattrs: new Map(),
  }
  for (const length of [0, 1, 511, 512, 513]) {
    const { header, content } = await written(file, new Uint8Array(length).fill(7))
    expect([header.length, content.length]).toEqual([length, length])
  }
})
