import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeDemoImages } from '../../fixtures/demo/write-demo-images.ts'
import { SCHEMA } from '../../src/report/schema/schema.ts'
import { tryCommand } from './try-command.ts'

let folder = ''
let paths: readonly string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
  paths = await writeDemoImages(folder)
})

afterAll(() => rm(folder, { recursive: true }))

test('on a terminal the picker offers the demo images in the order of the course, each with what it shows', async () => {
  const { screen } = await tryCommand(['demo'], { stdout: 80, demoFolders: ['/nonexistent', folder] })
  const list = await screen?.list(new AbortController().signal)
  if (list?.kind !== 'listed') throw new Error('nothing was listed')
  expect(list.items.map(item => basename(item.reference))).toEqual(paths.map(path => basename(path)))
  expect(list.items.every(item => item.origin === 'demo' && item.description !== null)).toBe(true)
})

test('without a terminal it prints where they are', async () => {
  const { stdout, code } = await tryCommand(['demo'], { demoFolders: [folder] })
  expect(code).toBe(0)
  expect(stdout.split('\n')[1]).toMatch(/^ *40\.7 MB {2}.*api-service-naive\.tar {2,}Debian/)
})

test('the JSON fits the schema, and what it names opens and is as large as it says', async () => {
  const ajv = new Ajv2020({ strict: true }).addSchema({ ...SCHEMA, $id: 'layerscope' })
  const demo = JSON.parse((await tryCommand(['demo', '--json'], { demoFolders: [folder] })).stdout)
  expect(ajv.validate('layerscope#/$defs/demoReport', demo)).toBe(true)
  for (const { reference, unpackedBytes } of demo.images) {
    const { stdout, code, stderr } = await tryCommand([reference, '--json', '--files'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const analysis = JSON.parse(stdout)
    expect(ajv.validate('layerscope', analysis) ? null : ajv.errors).toBeNull()
    expect(unpackedBytes).toBe(analysis.image.unpackedBytes)
  }
}, 60_000)
