import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dockerSave } from '../../../fixtures/archive/docker-save.ts'
import { buildImage } from '../../../fixtures/archive/image-recipe.ts'
import { readDifference } from '../../../src/cli/screen/read-difference.ts'
import { archive, openSource, scratch } from '../../content/open-images.ts'

const MANY = 'a line of forty characters, ends of lines\n'.repeat(60_000)

const image = buildImage({
  layers: [
    [
      { name: 'config', content: 'port=80\nhost=a\n' },
      { name: 'program', content: '\x7fELF\0\0\0' },
      { name: 'long', content: MANY },
    ],
    [
      { name: 'config', content: 'port=8080\nhost=a\nuser=app' },
      { name: 'program', content: '\x7fELF\0\0\x01' },
      { name: 'long', content: `${MANY}and one more` },
    ],
  ],
})

const folder = await scratch()
const signal = new AbortController().signal

async function differenceOf(name: string) {
  await using opened = await openSource(await archive(dockerSave([image]), folder, 'a.tar'), folder)
  const { content, place } = opened
  return await readDifference({ content, place: place(0, name) }, { content, place: place(1, name) }, signal)
}

test('texts differ line by line, as their layers hold them', async () => {
  const difference = await differenceOf('/config')
  if (difference.kind !== 'text') throw new Error(`It is ${difference.kind}.`)
  expect(difference.complete).toBe(true)
  expect(difference.hunks.flatMap(({ lines }) => lines.map(({ kind, line }) => `${kind} ${line}`))).toEqual([
    'removed port=80',
    'added port=8080',
    'same host=a',
    'added user=app',
  ])
})

test('what is no text has no lines', async () => {
  expect(await differenceOf('/program')).toEqual({
    kind: 'binary',
    a: 'ELF, cut off inside its header',
    b: 'ELF, cut off inside its header',
  })
})

test('of a long text the beginning is compared, and that is said', async () => {
  expect(await differenceOf('/long')).toMatchObject({ kind: 'text', hunks: [], complete: false })
})

test('an archive that lost its end since is a reason, not a crash', async () => {
  await using opened = await openSource(await archive(dockerSave([image]), folder, 'cut.tar'), folder)
  const { content, place } = opened
  await truncate(join(folder, 'cut.tar'), 1024)
  const difference = await readDifference(
    { content, place: place(0, '/config') },
    { content, place: place(1, '/config') },
    signal,
  )
  expect(difference.kind).toBe('failed')
})
