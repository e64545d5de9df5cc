import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BuiltImage } from '../../fixtures/archive/image-recipe.ts'
import { DEMO_IMAGES, demoArchive, writeDemoImages } from '../../fixtures/demo/write-demo-images.ts'
import { fromText } from '../../src/image/byte-string.ts'
import { factOf } from '../../src/image/facts/fact.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import { parseTreePath } from '../../src/image/tree-path.ts'
import { type LayerContent, readLayer } from '../../src/layer/read-layer.ts'
import { buildOverlay } from '../../src/tree/build-overlay.ts'
import { entryMode, entryPath, entryType, entryXattrs } from '../../src/tree/layer-tree.ts'
import { findNode } from '../../src/tree/overlay.ts'
import { describe as describePath, shows, stackedView } from '../../src/tree/tree-view.ts'
import { wastedItems } from '../analysis/wasted-items.ts'

const built = new Map(DEMO_IMAGES.map(build => build()).map(image => [image.tags[0] ?? '', image]))

const readLayers = ({ layers }: BuiltImage): Promise<LayerContent[]> =>
  Promise.all(
    layers.map(({ tar }) => {
      const options = { what: 'a layer', limits: DEFAULT_LIMITS, signal: new AbortController().signal }
      return readLayer(new Blob([Buffer.from(tar)]).stream(), options)
    }),
  )

async function open(tag: string) {
  const image = built.get(tag)
  if (image === undefined) throw new Error(`no demo image ${tag}`)
  const layers = await readLayers(image)
  const overlay = buildOverlay(layers.map(({ tree }) => tree))
  const final = stackedView(overlay, layers.length - 1)
  return { layers, overlay, final, finalBytes: final.bytes[0] ?? 0 }
}

/** Where an entry is recorded: its layer's tree and facts, and its number. */
function entryAt(layers: readonly LayerContent[], path: string) {
  for (const { tree, facts } of layers) {
    for (let entry = 0; entry < tree.entries; entry++)
      if (entryPath(tree, entry) === path) return { tree, facts, entry }
  }
  throw new Error(`no entry ${path}`)
}

test('six small archives are written under the names of their images, the same bytes each time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-demo-'))
  try {
    const paths = await writeDemoImages(join(folder, 'demo'))
    expect(paths.map(path => basename(path))).toEqual([
      ...['api-service-naive.tar', 'api-service-optimised.tar', 'api-service-multistage.tar'],
      ...['api-service-scratch.tar', 'worker-service-naive.tar', 'worker-service-scratch.tar'],
    ])
    const archives = await Promise.all(paths.map(path => readFile(path)))
    const again = [...built.values()].map(image => demoArchive(image))
    expect(archives.map((archive, at) => archive.equals(again[at] ?? archive.subarray(1)))).not.toContain(
      false,
    )
    expect(Math.max(...archives.map(({ length }) => length))).toBeLessThan(300_000)
    expect(archives.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(1_000_000)
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)

test('from naive to scratch it is tens of megabytes to less than one', async () => {
  const bytes: number[] = []
  for (const approach of ['naive', 'optimised', 'multistage', 'scratch']) {
    bytes.push((await open(`api-service:${approach}`)).finalBytes)
  }
  expect(bytes).toEqual([...bytes].sort((left, right) => right - left))
  expect(bytes[0]).toBeGreaterThan(25_000_000)
  expect(bytes[3]).toBeLessThan(1_000_000)
}, 60_000)

test('every reason of waste occurs', async () => {
  const naive = [await open('api-service:naive'), await open('worker-service:naive')]
  const reasons = naive.flatMap(({ overlay }) => wastedItems(overlay).map(({ reason }) => reason))
  expect([...new Set(reasons)].sort()).toEqual(['deleted', 'hidden', 'overwritten', 'replaced', 'rewritten'])
}, 60_000)

describe('the base holds one of everything', () => {
  test('a hard link, a setuid program, a capability', async () => {
    const { layers } = await open('api-service:optimised')
    const link = entryAt(layers, '/usr/bin/perl5.36.0')
    const passwd = entryAt(layers, '/usr/bin/passwd')
    const ping = entryAt(layers, '/usr/bin/ping')
    expect(entryType(link.tree, link.entry)).toBe('hardLink')
    expect(entryMode(passwd.tree, passwd.entry)).toBe(0o4755)
    expect([...entryXattrs(ping.tree, ping.entry).keys()]).toEqual(['security.capability'])
  })

  test('no layer of any image gives a finding about its names', async () => {
    for (const image of built.values()) {
      for (const { tree } of await readLayers(image)) expect(tree.findings).toEqual([])
    }
  }, 60_000)
})

describe('what the programs need', () => {
  test('the scratch service is static, and shows that it wants certificates', async () => {
    const { layers } = await open('api-service:scratch')
    const { facts, entry } = entryAt(layers, '/server')
    const elf = factOf(facts, entry, 'elf')
    expect(elf).toMatchObject({ interpreter: null, needed: [] })
    expect(elf?.go?.linked?.packages).toContain('crypto/x509')
  })

  test('the scratch worker wants a loader that is not there', async () => {
    const { layers, overlay } = await open('worker-service:scratch')
    const { facts, entry } = entryAt(layers, '/worker')
    const interpreter = factOf(facts, entry, 'elf')?.interpreter ?? ''
    expect(interpreter).toBe('/lib64/ld-linux-x86-64.so.2')
    expect(findNode(overlay, parseTreePath(fromText(interpreter)))).toBeUndefined()
  })

  test('the naive one finds it', async () => {
    const { overlay, final } = await open('worker-service:naive')
    const loader = parseTreePath(fromText('/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2'))
    const node = findNode(overlay, loader)
    if (node === undefined) throw new Error('the loader is missing')
    expect(shows(final, node)).toBe(true)
    expect(describePath(final, node).mode).toBe(0o755)
  })
})
