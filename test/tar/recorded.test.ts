import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { EntryHeader } from '../../src/image/entry.ts'
import { CHUNK_SIZES } from '../stream/chunks.ts'
import { headersOf, pull, walk } from './read-tar.ts'

const folder = new URL('../../fixtures/recorded/tar/', import.meta.url)

function recorded(name: string): Uint8Array {
  if (name.startsWith('sparse')) return gunzipSync(readFileSync(new URL(`${name}.tar.gz`, folder)))
  return readFileSync(new URL(`${name}.tar`, folder))
}

function listing(name: string): string[] {
  const lines = readFileSync(new URL(`${name}.list`, folder), 'latin1')
    .trimEnd()
    .split('\n')
  return lines.map(line => line.replace(/ +/g, ' '))
}

/** An entry as `tar -tv --full-time` prints it, runs of spaces as one. */
function asTarLists(header: EntryHeader): string {
  const { type, name, linkName, device, uid, gid, length, mtime } = header
  const size = device === undefined ? length : `${device.major},${device.minor}`
  const time = new Date(mtime * 1000).toISOString().slice(0, 19).replace('T', ' ')
  const link = type === 'hardLink' ? ` link to ${linkName}` : type === 'symlink' ? ` -> ${linkName}` : ''
  return `${TYPE_LETTERS[type]}${permissions(header.mode)} ${uid}/${gid} ${size} ${time} ${name}${link}`
}

const TYPE_LETTERS = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  hardLink: 'h',
  character: 'c',
  block: 'b',
  fifo: 'p',
}

function permissions(mode: number): string {
  const letters = [...'rwxrwxrwx'].map((letter, index) => ((mode >> (8 - index)) & 1 ? letter : '-'))
  if (mode & 0o4000) letters[2] = letters[2] === 'x' ? 's' : 'S'
  if (mode & 0o1000) letters[8] = letters[8] === 'x' ? 't' : 'T'
  return letters.join('')
}

const NAMES = ['v7', 'ustar', 'oldgnu', 'gnu', 'posix', 'long-gnu', 'long-posix', 'old-times', 'attributes']
const SPARSE = ['sparse-oldgnu', 'sparse-0.0', 'sparse-0.1', 'sparse-1.0']

describe.each([...NAMES, ...SPARSE])('GNU tar’s %s archive', name => {
  test('holds what GNU tar lists', async () => {
    expect((await headersOf(recorded(name))).map(asTarLists)).toEqual(listing(name))
  })

  test.each(CHUNK_SIZES)('reads the same in chunks of %i, walked or pulled', async size => {
    const whole = await walk(recorded(name))
    expect(await walk(recorded(name), size)).toEqual(whole)
    expect(await pull(recorded(name), size)).toEqual(whole.entries)
  })
})

test('contents begin where their header says', async () => {
  for (const name of [...NAMES, ...SPARSE]) {
    const tar = recorded(name)
    for (const { header, content } of (await walk(tar)).entries) {
      const { offset, stored } = header
      expect(content).toBe(Buffer.from(tar.subarray(offset, offset + stored)).toString('latin1'))
    }
  }
})

test.each(SPARSE)('%s: the stretches are those the file was written with', async name => {
  const [, few, hole, many] = await headersOf(recorded(name))
  const stretches = (count: number, step: number) =>
    Array.from({ length: count }, (_, index) => ({ offset: index * step, length: 4096 }))
  expect(few).toMatchObject({ length: 2 ** 20, stored: 2 * 4096, extents: stretches(2, 2 ** 17) })
  expect(hole).toMatchObject({ length: 2 ** 16, stored: 0, extents: [] })
  expect(many).toMatchObject({ length: 3 * 2 ** 20, stored: 6 * 4096, extents: stretches(6, 2 ** 16) })
})

test('a time before the epoch keeps its fraction', async () => {
  const times = (await headersOf(recorded('old-times-posix'))).map(({ mtime }) => mtime)
  expect(times).toEqual([-315619199.75, -315619199.75, -315619199.75])
})

test('attributes are bytes', async () => {
  const [, bin] = await headersOf(recorded('attributes'))
  const values = [...(bin?.xattrs ?? [])].map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('hex')}`,
  )
  expect(values.sort()).toEqual([
    'security.capability 0100000200040000000000000000000000000000',
    'user.note 636166e9000a3d',
  ])
})
