import { readdir, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dockerSave } from '../../fixtures/archive/docker-save.ts'
import { archiveOf, buildImage } from '../../fixtures/archive/image-recipe.ts'
import { type ContentOptions, type ImageContent, openContent } from '../../src/content/open-content.ts'
import { unpackedBlobs } from '../../src/content/unpacked-blobs.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import type { EntryPlace } from '../../src/tree/overlay.ts'
import { collect, faultOf, textOf } from '../stream/chunks.ts'
import { archive, FORMS, openSource, scratch } from './open-images.ts'

const LONG = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join('')

const SPARSE = {
  format: '1.0',
  length: 700_000,
  stretches: [
    { offset: 5, content: 'first' },
    { offset: 600_000, content: 'second' },
  ],
} as const

const image = buildImage({
  layers: [
    [
      { name: 'etc/passwd', content: 'root' },
      { name: 'etc/long', content: LONG },
      { name: 'gone', content: 'deleted later' },
      { name: 'empty', content: '' },
    ],
    [
      { name: 'sparse', sparse: SPARSE },
      { name: 'etc/passwd', content: 'root and app' },
      { name: '.wh.gone' },
      { name: 'name', type: 'hardLink', linkName: 'etc/long' },
    ],
  ],
})

const folder = await scratch()
const signal = new AbortController().signal

function text(content: ImageContent, place: EntryPlace, options: Partial<ContentOptions> = {}) {
  return collect(openContent(content, place, { signal, ...options })).then(textOf)
}

describe.each(FORMS)('from %s', (_, write) => {
  test('every version of every file is read, also deleted, overwritten, linked and sparse ones', async () => {
    await using opened = await openSource(await write(image, folder), folder)
    const { content, place } = opened
    expect(await text(content, place(0, '/etc/passwd'))).toBe('root')
    expect(await text(content, place(1, '/etc/passwd'))).toBe('root and app')
    expect(await text(content, place(0, '/gone'))).toBe('deleted later')
    expect(await text(content, place(0, '/empty'))).toBe('')
    expect(await text(content, place(1, '/name'))).toBe(LONG)
    const sparse = await text(content, place(1, '/sparse'))
    expect(sparse).toHaveLength(700_000)
    expect(sparse.replaceAll('\0', '')).toBe('firstsecond')
    expect(sparse.indexOf('second')).toBe(600_000)
  })

  test('a window is the bytes between its ends, and no others are asked for', async () => {
    await using opened = await openSource(await write(image, folder), folder)
    const { content, place } = opened
    const long = place(0, '/etc/long')
    expect(await text(content, long, { start: 100_000, end: 100_020 })).toBe(LONG.slice(100_000, 100_020))
    expect(await text(content, long, { start: LONG.length - 3 })).toBe(LONG.slice(-3))
    expect(await text(content, long, { start: LONG.length + 9 })).toBe('')
    expect(await text(content, place(1, '/sparse'), { start: 3, end: 8 })).toBe('\0\0fir')
  })

  test('many files are read in any order once the layers are unpacked', async () => {
    await using opened = await openSource(await write(image, folder), folder)
    const { content, place } = opened
    await using blobs = unpackedBlobs(content.blobs, { folders: [folder], limits: DEFAULT_LIMITS, signal })
    const many = { ...content, blobs }
    expect(await text(many, place(1, '/etc/passwd'))).toBe('root and app')
    expect(await text(many, place(0, '/gone'))).toBe('deleted later')
    expect(await text(many, place(0, '/etc/long'), { start: 9, end: 12 })).toBe(LONG.slice(9, 12))
  })
})

test('any window of a sparse file is that part of the whole', async () => {
  await using opened = await openSource(await archive(dockerSave([image]), folder, 'windows.tar'), folder)
  const { content, place } = opened
  const whole = await text(content, place(1, '/sparse'))
  await fc.assert(
    fc.asyncProperty(fc.nat(700_010), fc.nat(700_010), async (start, end) => {
      const window = await text(content, place(1, '/sparse'), { start, end })
      expect(window === whole.slice(start, Math.max(start, end))).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('nothing is left in the folder of the spool', async () => {
  const own = await scratch()
  const [, write] = FORMS.find(([name]) => name === 'a compressed archive') ?? FORMS[0] ?? []
  if (write === undefined) throw new Error('no form')
  await using opened = await openSource(await write(image, folder), own)
  expect(await text(opened.content, opened.place(0, '/gone'))).toBe('deleted later')
  expect(await readdir(own)).toEqual([])
})

test('an interrupted reading ends with that fault', async () => {
  await using opened = await openSource(await archive(dockerSave([image]), folder, 'stop.tar'), folder)
  const stop = new AbortController()
  const reading = collect(openContent(opened.content, opened.place(1, '/sparse'), { signal: stop.signal }))
  stop.abort()
  expect((await faultOf(reading)).kind).toBe('interrupted')
})

describe('an archive that is touched after it was read', () => {
  test('cut short: the fault says so', async () => {
    await using opened = await openSource(await archive(dockerSave([image]), folder, 'cut.tar'), folder)
    await truncate(join(folder, 'cut.tar'), 4096)
    const fault = await faultOf(text(opened.content, opened.place(1, '/etc/passwd')))
    expect(fault.kind).toBe('corrupted')
  })

  test('written over in place: the fault says so', async () => {
    await using opened = await openSource(await archive(dockerSave([image]), folder, 'over.tar'), folder)
    await writeFile(join(folder, 'over.tar'), archiveOf(dockerSave([buildImage({ layers: [[]] })])))
    const fault = await faultOf(text(opened.content, opened.place(0, '/gone')))
    expect(fault.kind).toBe('corrupted')
  })

  test('the same size and time, other bytes: the sha256 tells', async () => {
    const time = new Date(1_700_000_000_000)
    const source = await archive(dockerSave([image]), folder, 'sly.tar')
    await utimes(join(folder, 'sly.tar'), time, time)
    await using opened = await openSource(source, folder)
    const bytes = Buffer.from(archiveOf(dockerSave([image])))
    bytes.write('DELETED', bytes.indexOf('deleted later'))
    await writeFile(join(folder, 'sly.tar'), bytes)
    await utimes(join(folder, 'sly.tar'), time, time)
    const fault = await faultOf(text(opened.content, opened.place(0, '/gone')))
    expect(fault).toMatchObject({ kind: 'corrupted', what: 'The content of /gone in layer 0' })
  })
})
