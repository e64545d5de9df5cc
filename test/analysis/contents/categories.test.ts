import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomLayers } from '../../../fixtures/recipe/random-image.ts'
import { layer, layerTree } from '../../../fixtures/recipe/recipe.ts'
import { analyse } from '../../../src/analysis/analyse.ts'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { categoriesOf } from '../../../src/analysis/contents/categories.ts'
import { CATEGORIES, categoryOfPackage } from '../../../src/analysis/contents/category.ts'
import { categoryAt } from '../../../src/analysis/contents/file-categories.ts'
import { fromText } from '../../../src/image/byte-string.ts'
import type { ImageConfig } from '../../../src/image/config.ts'
import { parseTreePath } from '../../../src/image/tree-path.ts'
import { findNode } from '../../../src/tree/overlay.ts'
import { documentsOf, elf, file, layerOf, script } from '../start-image.ts'
import { apkInstalled, dpkgStatus, readImage } from './read-image.ts'

const RUNS = { numRuns: Number(process.env['RUNS'] ?? 400) }

/** The tiny names of random images, as names of places: every rule meets whiteouts, links and type changes. */
const PLACE_NAMES: Readonly<Record<string, string>> = {
  a: 'usr',
  b: 'local',
  c: 'node_modules',
  'a-': 'x.go',
}

test('on random images the categories add up to the final tree, and to what each layer unpacks to', () => {
  fc.assert(
    fc.property(randomLayers, fc.boolean(), (lines, places) => {
      const named = places ? lines.map(each => each.map(withPlaceNames)) : lines
      expectSums(analyseLayers(named))
    }),
    RUNS,
  )
})

test('an image read in part has no categories; a layer that could be read has', () => {
  const missing = { kind: 'missingBlob', what: 'Layer 1', blob: 'x' } as const
  const unreadable = {
    kind: 'unreadable',
    index: 1,
    diffId: null,
    digest: null,
    mediaType: null,
    fault: missing,
  } as const
  const below = layerOf(0, layerTree(layer('app/x 10', 'var/lib/apt/lists/x 5')))
  const categories = categoriesOf(analyse(documentsOf({}), [below, unreadable], { base: null }))
  expect(categories.final).toBeNull()
  expect(categories.layers[1]).toBeNull()
  expect(categories.layers[0]).toMatchObject({ packageCache: 5, other: 10 })
})

// biome-ignore format: a table
test.each<[path: string, category: string, config?: Partial<ImageConfig>]>([
  ['usr/bin/curl',                               'systemPackages'],
  ['usr/lib/go-1.19/src/a.go',                   'toolchain'],
  ['usr/share/zoneinfo/UTC',                     'certificatesAndZones'],
  ['var/lib/dpkg/status',                        'systemPackages'],
  ['usr/local/go/bin/go',                        'toolchain'],
  ['usr/local/lib/python3.12/os.py',             'toolchain'],
  ['app/node_modules/a/index.js',                'dependencies'],
  ['app/node_modules/a/test/x.js',               'dependencies'],
  ['var/lib/apt/lists/x',                        'packageCache'],
  ['root/.cache/go-build/x',                     'buildCache'],
  ['app/main.go',                                'source'],
  ['app/.git/objects/x',                         'source'],
  ['app/tests/x.txt',                            'source'],
  ['etc/ssl/certs/ca.crt',                       'certificatesAndZones'],
  ['etc/ld.so.cache',                            'other'],
  ['data/x.bin',                                 'other'],
  ['data/x.bin',                                 'application', { workingDirectory: '/data' }],
  ['data/main.go',                               'source',      { workingDirectory: '/data' }],
  ['app/main.go',                                'application', { command: ['go-run', '/app/main.go'] }],
  ['server',                                     'application', { entrypoint: ['/server'] }],
  ['etc/ld.so.cache',                            'application', { command: ['cat', 'etc/ld.so.cache'] }],
  ['usr/bin/curl',                               'systemPackages', { entrypoint: ['curl'] }],
  ['opt/tool',                                   'application'],
  ['opt/run.sh',                                 'application'],
  ['usr/local/bin/tool',                         'application'],
  ['usr/bin/unowned',                            'other'],
  ['usr/local/bin/node',                         'toolchain',   { command: ['node'] }],
])('/%s is %s', async (path, category, config = {}) => {
  const analysis = await readImage([FILES], config)
  expect(at(analysis, path)).toBe(category)
  expectSums(analysis)
})

const FILES = [
  file('var/lib/dpkg/status', dpkgStatus('curl 8 amd64', 'golang-1.19-src 1.19 all', 'tzdata 2026 all')),
  file('var/lib/dpkg/info/curl.list', '/usr/bin/curl\n'),
  file('var/lib/dpkg/info/golang-1.19-src.list', '/usr/lib/go-1.19/src/a.go\n'),
  file('var/lib/dpkg/info/tzdata.list', '/usr/share/zoneinfo/UTC\n'),
  elf('usr/bin/curl'),
  elf('usr/bin/unowned'),
  elf('usr/local/bin/tool'),
  elf('usr/local/bin/node'),
  elf('opt/tool'),
  script('opt/run.sh', '#!/bin/sh\n'),
  ...[
    'usr/lib/go-1.19/src/a.go',
    'usr/share/zoneinfo/UTC',
    'usr/local/go/bin/go',
    'data/x.bin',
    'data/main.go',
  ].map(path => file(path, 'x')),
  ...['usr/local/lib/python3.12/os.py', 'app/node_modules/a/index.js', 'app/node_modules/a/test/x.js'].map(
    path => file(path, 'x'),
  ),
  ...['var/lib/apt/lists/x', 'root/.cache/go-build/x', 'app/main.go', 'app/.git/objects/x'].map(path =>
    file(path, 'x'),
  ),
  ...['app/tests/x.txt', 'etc/ssl/certs/ca.crt', 'etc/ld.so.cache', 'server'].map(path => file(path, 'x')),
]

test('what a removed package installed still was a system package, in the layer that wrote it', async () => {
  const analysis = await readImage([
    [
      file('lib/apk/db/installed', apkInstalled(['gcc 12', 'usr/bin/gcc'], ['musl 1', 'lib/libc.so'])),
      file('usr/bin/gcc', 'x'.repeat(100)),
      file('lib/libc.so', 'x'.repeat(10)),
    ],
    [file('lib/apk/db/installed', apkInstalled(['musl 1', 'lib/libc.so'])), file('usr/bin/.wh.gcc')],
  ])
  expect(categoriesOf(analysis).layers[0]).toMatchObject({ toolchain: 100 })
  expect(categoriesOf(analysis).final).toMatchObject({ toolchain: 0 })
  expectSums(analysis)
})

test("where a package database cannot be read, the system's own places are taken for its packages", async () => {
  const analysis = await readImage([
    [file('var/lib/rpm/rpmdb.sqlite', 'x'), file('usr/bin/unowned', 'x'), file('srv/x', 'x')],
  ])
  expect(at(analysis, 'usr/bin/unowned')).toBe('systemPackages')
  expect(at(analysis, 'srv/x')).toBe('other')
})

test.each([
  ['libc6', 'systemPackages'],
  ['gcc-12-base', 'systemPackages'],
  ['libgcc-s1', 'systemPackages'],
  ['libstdc++6', 'systemPackages'],
  ['libstdc++', 'systemPackages'],
  ['perl-base', 'systemPackages'],
  ['git', 'systemPackages'],
  ['gcc-12', 'toolchain'],
  ['g++', 'toolchain'],
  ['cpp-12', 'toolchain'],
  ['binutils-x86-64-linux-gnu', 'toolchain'],
  ['libc6-dev', 'toolchain'],
  ['golang-1.19-go', 'toolchain'],
  ['go', 'toolchain'],
  ['google-cloud-cli', 'systemPackages'],
  ['python3.11-minimal', 'toolchain'],
  ['nodejs', 'toolchain'],
  ['openjdk-17-jre-headless', 'toolchain'],
  ['ca-certificates', 'certificatesAndZones'],
  ['ca-certificates-bundle', 'certificatesAndZones'],
  ['tzdata', 'certificatesAndZones'],
  ['tzdata-legacy', 'certificatesAndZones'],
])('the package %s counts as %s', (name, category) => {
  expect(categoryOfPackage(name)).toBe(category)
})

function withPlaceNames(line: string): string {
  return line.replace(/(?<![@=\w])(a-|a|b|c)(?=[/ ]|$)/g, name => PLACE_NAMES[name] ?? name)
}

function analyseLayers(layers: readonly (readonly string[])[]): Analysis {
  const read = layers.map((lines, index) => layerOf(index, layerTree(layer(...lines))))
  return analyse(documentsOf({}), read, { base: null })
}

function expectSums(analysis: Analysis): void {
  const { final, layers } = categoriesOf(analysis)
  expect(sum(final)).toBe(analysis.finalBytes)
  expect(layers.map(sum)).toEqual(analysis.figures.map(({ unpackedBytes }) => unpackedBytes))
}

function sum(bytes: Readonly<Record<string, number>> | null): number {
  return CATEGORIES.reduce((total, category) => total + (bytes?.[category] ?? Number.NaN), 0)
}

function at(analysis: Analysis, path: string): string {
  const node = findNode(analysis.overlay, parseTreePath(fromText(path)))
  return node === undefined ? 'no such path' : categoryAt(analysis, node)
}
