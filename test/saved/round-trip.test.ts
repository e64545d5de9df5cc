import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RECORDED, writeRecorded } from '../../fixtures/archive/recorded.ts'
import { writeDemoImages } from '../../fixtures/demo/write-demo-images.ts'
import { randomLayers } from '../../fixtures/recipe/random-image.ts'
import { type LayerRecipe, layer, layerTree } from '../../fixtures/recipe/recipe.ts'
import { analyse } from '../../src/analysis/analyse.ts'
import type { Analysis } from '../../src/analysis/analysis.ts'
import { diagnose } from '../../src/analysis/doctor.ts'
import { type ByteString, byteString } from '../../src/image/byte-string.ts'
import type { Fact } from '../../src/image/facts/fact.ts'
import type { Layer } from '../../src/tree/layer.ts'
import type { LayerTree } from '../../src/tree/layer-tree.ts'
import { imageOf, imageOfTexts, text } from '../analysis/compare/images.ts'
import { elf, file, script, startImage } from '../analysis/start-image.ts'
import { tryCommand } from '../cli/try-command.ts'
import { jsonOf, openText } from './reopen.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerscope-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Which of several images a recording holds is meant. */
const TAGS: Readonly<Record<string, string>> = { 'docker20-two-images.tar': ':mini:naive' }

describe('a saved analysis says, opened again, what it said', { timeout: 120_000 }, () => {
  test.each([...RECORDED])('%s', async name => {
    await expectSame(`${await writeRecorded(folder, name)}${TAGS[name] ?? ''}`)
  })

  test('the demo images', async () => {
    for (const path of await writeDemoImages(join(folder, 'demo'))) await expectSame(path)
  })

  test('with a base', async () => {
    await expectSame(await writeRecorded(folder, 'docker26-oci.tar'), '--base', '1')
  })
})

test('the law, on random images', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(randomLayers, async lines => {
      const saved = jsonOf(imageOf({ layers: lines.map(each => ({ lines: each })) }))
      expect(jsonOf(await openText(saved))).toBe(saved)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 150) },
  )
})

test('names that are no text, and names that would be markup, come back byte by byte', async () => {
  const trees = [
    renamed(layer('FILE 10', 'd/FILE 3', 'plain 1')),
    renamed(layer('FILE => plain', 'd/.wh.FILE', '../FILE 5')),
  ]
  const analysis = imageOfTexts('a 1', 'b 1')
  const layers = analysis.layers.map((each, at): Layer => {
    const tree = trees[at]
    return each.kind === 'read' && tree !== undefined ? { ...each, tree } : each
  })
  const saved = jsonOf(analyse(analysis.documents, layers, { base: null }))
  expect(jsonOf(await openText(saved))).toBe(saved)
})

test('doctor finds the same in it: facts are kept', async () => {
  const image = await startImage({
    files: [
      elf('server', {}),
      script('run', '#!/bin/sh\n'),
      file('etc/passwd', 'app:x:7:7::/:\n'),
      file('etc/group', ''),
    ],
    config: { entrypoint: ['/run'], user: 'app' },
  })
  expect(diagnose(await openText(jsonOf(image)))).toEqual(diagnose(image))
})

test('facts of every kind come back as they were', async () => {
  const kept = withFacts(imageOfTexts('a 1; b 2'), FACTS)
  const [opened] = (await openText(jsonOf(kept))).layers
  expect(opened?.kind === 'read' ? opened.facts : null).toEqual({
    byEntry: new Map([[1, FACTS]]),
    complete: false,
  })
})

test('a layer that could not be read is told with its fault, and the rest is there', async () => {
  const saved = jsonOf(imageOf({ layers: [text('a 1'), { ...text('b 1'), unreadable: true }] }))
  const opened = await openText(saved)
  expect(opened.complete).toBe(false)
  expect(jsonOf(opened)).toBe(saved)
})

/** The layer with a name that recipes, being text, cannot write. */
function renamed(recipe: LayerRecipe): LayerTree {
  const bytes = (name: ByteString) => byteString(name.replace('FILE', 'caf\xe9\x1b]52|\n'))
  const entries = recipe.entries.map(entry => ({
    ...entry,
    header: { ...entry.header, name: bytes(entry.header.name) },
  }))
  return layerTree({ ...recipe, entries })
}

const BYTES = new Uint8Array([0, 1, 254, 255, 0x22])

const FACTS: readonly Fact[] = [
  { kind: 'script', head: byteString('#!/bin/\xff\x00') },
  { kind: 'text', content: byteString('a\xe9\n'), complete: false },
  { kind: 'loaderCache', bytes: BYTES, complete: true },
  { kind: 'packageDatabase', format: 'dpkg', bytes: BYTES, complete: true },
  { kind: 'package', ecosystem: 'npm', name: 'x', version: '1' },
  { kind: 'secret', signatures: ['privateKey', 'npmToken'] },
  {
    kind: 'elf',
    class: 64,
    littleEndian: true,
    machine: 62,
    type: 3,
    osAbi: 0,
    interpreter: byteString('/lib/ld\xff'),
    needed: [byteString('libc.so.6')],
    soname: null,
    rpath: null,
    runpath: byteString('$ORIGIN'),
    versionNeeds: [{ library: byteString('libc.so.6'), versions: [byteString('GLIBC_2.34')] }],
    versions: null,
    stripped: null,
    buildId: 'ab',
    go: {
      path: 'example.org/x',
      mainModule: { path: 'example.org/x', version: '(devel)', replacedBy: null },
      dependencies: [{ path: 'a', version: '1', replacedBy: { path: 'b', version: '2' } }],
      settings: [['CGO_ENABLED', '0']],
      version: 'go1.22.1',
      linked: { packages: ['crypto/x509'], loadsTimeZones: true, usesTemporaryFiles: false },
    },
    complete: true,
  },
]

function withFacts(analysis: Analysis, facts: readonly Fact[]): Analysis {
  const layers = analysis.layers.map(each =>
    each.kind === 'read' ? { ...each, facts: { byEntry: new Map([[1, facts]]), complete: false } } : each,
  )
  return { ...analysis, layers }
}

/** Compares what the command line says of an image and of its saved analysis. */
async function expectSame(image: string, ...options: readonly string[]): Promise<void> {
  const words = ['--json', '--files', '--platform', 'linux/amd64']
  const saved = join(folder, 'saved.json')
  const first = await tryCommand([...words, ...options, image, '-o', saved])
  const again = await tryCommand([...words, saved])
  const { stdout: text } = await tryCommand([...words, ...options, image])
  expect(again.code).toBe(first.code)
  expect(withoutPlace(again.stdout)).toEqual(withoutPlace(text))
}

/** What an analysis says but for where it was read from. */
function withoutPlace(text: string): unknown {
  const { reference: _reference, source: _source, ...rest } = JSON.parse(text)
  return rest
}
