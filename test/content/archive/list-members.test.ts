import { Buffer } from 'node:buffer'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntryRecipe } from '../../../fixtures/tar/recipe.ts'
import { tarOf } from '../../../fixtures/tar/tar-of.ts'
import { zipOf } from '../../../fixtures/zip/zip.ts'
import { listMembers } from '../../../src/content/archive/list-members.ts'
import { LayerscopeError } from '../../../src/errors.ts'
import type { ArchiveKind, ArchiveMember } from '../../../src/image/archive-member.ts'
import { DEFAULT_LIMITS } from '../../../src/image/limits.ts'
import { archiveKind } from '../../../src/report/content-kind/archive-kind.ts'
import { inChunks } from '../../stream/chunks.ts'

const MEMBERS: readonly EntryRecipe[] = [
  { name: 'etc/', type: 'directory' },
  { name: 'etc/passwd', content: 'root:x:0:0', mode: 0o640, mtime: 1_714_564_800 },
  { name: 'etc/link', type: 'symlink', linkName: 'passwd' },
  { name: 'etc/hard', type: 'hardLink', linkName: 'etc/passwd' },
]
const LISTED = [
  'directory etc/ 0',
  'file etc/passwd 10',
  'symlink etc/link 0 passwd',
  'hardLink etc/hard 0 etc/passwd',
]

/** What a listing found, how it ended, and how many bytes it asked for. */
async function list(bytes: Uint8Array, kind: ArchiveKind | null = archiveKind(bytes)) {
  const members: ArchiveMember[] = []
  let asked = 0
  const readAt = async (position: number, length: number) => {
    const part = bytes.slice(position, position + length)
    asked += part.length
    return part
  }
  const file = { what: 'The archive', length: bytes.length, read: () => inChunks(bytes, 64 * 1024), readAt }
  let problem: string | null = null
  try {
    const options = { limits: DEFAULT_LIMITS, signal: new AbortController().signal }
    if (kind !== null)
      for await (const member of listMembers({ ...file, kind }, options)) members.push(member)
  } catch (error) {
    if (!(error instanceof LayerscopeError)) throw error
    problem = error.message
  }
  return { members, problem, asked, lines: members.map(lineOf) }
}

function lineOf({ type, name, length, linkName }: ArchiveMember): string {
  return [type, name, length, ...(linkName === null ? [] : [linkName])].join(' ')
}

describe('a tar', () => {
  test.each([
    ['plain', (tar: Uint8Array) => tar, 'tar'],
    ['gzip', gzipSync, 'compressed'],
    ['zstd', zstdCompressSync, 'compressed'],
    ['gzip in zstd', (tar: Uint8Array) => zstdCompressSync(gzipSync(tar)), 'compressed'],
  ] as const)('%s: its members, as it records them', async (_how, pack, kind) => {
    const bytes = pack(tarOf(MEMBERS))
    expect(archiveKind(bytes)).toBe(kind)
    const { lines, members, problem } = await list(bytes)
    expect(lines).toEqual(LISTED)
    expect(problem).toBeNull()
    expect(members[1]).toMatchObject({ mode: 0o640, mtime: 1_714_564_800 })
  })

  test('of a large one only the headers are read', async () => {
    const tar = tarOf([
      { name: 'big', content: new Uint8Array(8_000_000) },
      { name: 'small', content: 'x' },
    ])
    const { lines, asked } = await list(tar)
    expect(lines).toEqual(['file big 8000000', 'file small 1'])
    expect(asked).toBeLessThan(300_000)
  })

  test('what is compressed and no tar has no members', async () => {
    expect(await list(gzipSync('just a log\n'.repeat(100)))).toMatchObject({ lines: [], problem: null })
  })

  test('one that breaks off has those in front, and says so', async () => {
    const tar = tarOf(MEMBERS)
    const { lines, problem } = await list(tar.subarray(0, 1024 + 512 + 100))
    expect(lines).toEqual(LISTED.slice(0, 2))
    expect(problem).toContain('ends early')
  })
})

describe('a zip', () => {
  const FILES = [
    { name: 'META-INF/', mode: 0o40755 },
    { name: 'META-INF/MANIFEST.MF', length: 21, mode: 0o100644, mtime: 1_714_564_800 },
    { name: 'lib/native.so', length: 5_000_000_000, large: true },
    { name: 'link', length: 4, mode: 0o120777 },
  ]

  test.each([
    ['ordinary', {}],
    ['zip64', { large: true }],
    ['with a comment', { comment: 'made by hand' }],
    ['behind a program', { before: new Uint8Array(100_000).fill(7) }],
  ])('%s: its members, by its directory', async (_how, options) => {
    const { lines, members, problem } = await list(zipOf(FILES, options))
    expect(problem).toBeNull()
    expect(lines).toEqual([
      'directory META-INF/ 0',
      'file META-INF/MANIFEST.MF 21',
      'file lib/native.so 5000000000',
      'symlink link 4',
    ])
    expect(members.map(({ mode }) => mode)).toEqual([0o755, 0o644, null, 0o777])
    expect(members.map(({ mtime }) => mtime)).toEqual([NOON, 1_714_564_800, NOON, NOON])
  })

  const NOON = Date.UTC(2024, 4, 1, 12) / 1000

  test('with a directory of several readings', async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => ({ name: `some/directory/file-${at}.class` }))
    const { lines, problem } = await list(zipOf(many))
    expect(problem).toBeNull()
    expect(lines).toHaveLength(20_000)
    expect(lines.at(-1)).toBe('file some/directory/file-19999.class 0')
  })

  test('of a large one only the end is read', async () => {
    const { asked } = await list(zipOf(FILES, { before: new Uint8Array(8_000_000) }))
    expect(asked).toBeLessThan(200_000)
  })

  test.each([
    ['no end', zipOf(FILES).subarray(0, 200), [], 'its directory is missing at the end'],
    [
      'a directory too long',
      zipOf(FILES, { lies: { size: 900_000 } }),
      [],
      'its directory lies outside the file',
    ],
    [
      'zip64, too long',
      zipOf(FILES, { large: true, lies: { size: 2 ** 52 } }),
      [],
      'its directory lies outside the file',
    ],
    ['a directory too short', zipOf(FILES, { lies: { size: 100 } }), [], 'breaks off after 0 members'],
    [
      'more than there are',
      zipOf(FILES.slice(0, 1), { lies: { count: 9 } }),
      ['directory META-INF/ 0'],
      'holds 1 members and declares 9',
    ],
    ['nothing in it', zipOf([]), [], null],
  ] as const)('%s', async (_what, bytes, lines, problem) => {
    const listed = await list(bytes, 'zip')
    expect(listed.lines).toEqual(lines)
    if (problem === null) expect(listed.problem).toBeNull()
    else expect(listed.problem).toContain(problem)
  })
})

test('whatever is broken, listing ends with a fault, and reads no more than there is', async () => {
  const archives = [
    tarOf(MEMBERS),
    gzipSync(tarOf(MEMBERS)),
    zipOf([{ name: 'a' }, { name: 'b/' }], { large: true, comment: 'c' }),
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...archives),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
      async (archive, cut, edits) => {
        const bytes = Buffer.from(archive.subarray(0, cut % 3 === 0 ? cut % archive.length : archive.length))
        for (const [at, byte] of edits) if (bytes.length > 0) bytes[at % bytes.length] = byte
        for (const kind of ['tar', 'compressed', 'zip'] as const) {
          const { members, asked } = await list(bytes, kind)
          expect(members.length).toBeLessThan(100)
          expect(asked).toBeLessThanOrEqual(20 * bytes.length + 100)
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('a bomb costs time, not memory', async () => {
  const bomb = gzipSync(tarOf([{ name: 'zeros', content: new Uint8Array(64_000_000) }]))
  const { lines } = await list(bomb)
  expect(bomb.length).toBeLessThan(100_000)
  expect(lines).toEqual(['file zeros 64000000'])
})
