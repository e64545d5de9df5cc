import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TarRecipe } from '../../fixtures/tar/recipe.ts'
import { type TarOptions, tarOf } from '../../fixtures/tar/tar-of.ts'
import { LayerscopeError } from '../../src/errors.ts'
import type { EntryHeader } from '../../src/image/entry.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { listTar } from '../../src/tar/list-tar.ts'
import { tarEntries } from '../../src/tar/tar-entries.ts'

const context = { what: 'image.tar', limits: DEFAULT_LIMITS }

/** The entries, and how many bytes were read to know them. */
async function list(bytes: Uint8Array): Promise<{ entries: EntryHeader[]; read: number }> {
  let read = 0
  const readAt = async (position: number, length: number) => {
    const part = bytes.subarray(position, position + length)
    read += part.length
    return part
  }
  const entries: EntryHeader[] = []
  for await (const entry of listTar(readAt, bytes.length, context)) entries.push(entry)
  return { entries, read }
}

const LONG = `${'d'.repeat(90)}/${'n'.repeat(90)}`
const RECIPES: readonly TarRecipe[] = [
  { name: 'dir/', type: 'directory' },
  { name: 'dir/a', content: 'x'.repeat(70_000) },
  { name: LONG, content: 'long' },
  { name: 'link', type: 'symlink', linkName: 'dir/a' },
  { name: 'hard', type: 'hardLink', linkName: 'dir/a' },
  { name: 'last', content: '12345' },
]

describe.each<[TarOptions['dialect'] & string]>([['ustar'], ['gnu'], ['pax']])('%s', dialect => {
  const bytes = tarOf(RECIPES, { dialect })

  test('lists what a stream of the same bytes has', async () => {
    const streamed: EntryHeader[] = []
    const source = (async function* () {
      yield bytes
    })()
    const options = { ...context, signal: new AbortController().signal }
    for await (const { header } of tarEntries(source, options)) {
      streamed.push(header)
    }
    expect((await list(bytes)).entries).toEqual(streamed)
  })

  test('reads headers only', async () => {
    expect((await list(bytes)).read).toBeLessThan(10_000)
  })
})

test('an entry whose content is cut off is listed, and nothing after it', async () => {
  const bytes = tarOf(RECIPES)
  const { entries } = await list(bytes.subarray(0, 40_000))
  expect(entries.map(({ name }) => name)).toEqual(['dir/', 'dir/a'])
})

test('a header that is cut off, or damaged, is a fault after the entries before it', async () => {
  const damaged = (bytes: Uint8Array) =>
    list(bytes).catch(error => error instanceof LayerscopeError && error.fault)
  expect(await damaged(tarOf([{ name: 'a' }, { name: 'b' }]).subarray(0, 700))).toEqual({
    kind: 'truncated',
    what: 'image.tar',
    got: 700,
    expected: 1024,
  })
  expect(await damaged(tarOf([{ name: 'a' }, { name: 'b', badChecksum: true }]))).toMatchObject({
    kind: 'corrupted',
  })
})

test('any bytes are listed or refused', async () => {
  const whole = tarOf(RECIPES, { dialect: 'gnu' })
  await fc.assert(
    fc.asyncProperty(fc.nat(3000), fc.nat(255), fc.nat(whole.length), async (at, byte, length) => {
      const bytes = Uint8Array.from(whole.subarray(0, length))
      if (at < bytes.length) bytes[at] = byte
      await list(bytes).catch(error => expect(error).toBeInstanceOf(LayerscopeError))
    }),
  )
})
