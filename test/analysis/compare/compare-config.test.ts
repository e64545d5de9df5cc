import { expect, test } from 'vitest'
import { compareConfig } from '../../../src/analysis/compare/compare-config.ts'
import type { ImageConfig } from '../../../src/image/config.ts'
import type { Platform } from '../../../src/image/platform.ts'
import { imageOf } from './images.ts'

// biome-ignore format: a table
test.each<[what: string, a: Partial<ImageConfig>, b: Partial<ImageConfig>, told: string[]]>([
  ['nothing',              { user: 'app' },                               { user: 'app' },                             []],
  ['a user',               {},                                            { user: 'app' },                             ['user - null app']],
  ['variables by name',    { environment: ['A=1', 'B=2', 'B=3'] },        { environment: ['B=3', 'C=', 'A=2'] },       ['environment A 1 2', 'environment C null ']],
  ['an entrypoint',        { entrypoint: ['sh', '-c', 'x'] },             { entrypoint: ['/x'] },                      ['entrypoint - ["sh", "-c", "x"] ["/x"]']],
  ['ports and volumes',    { exposedPorts: ['80/tcp'] },                  { exposedPorts: ['81/tcp'], volumes: ['/d'] }, ['ports 80/tcp  null', 'ports 81/tcp null ', 'volumes /d null ']],
  ['labels',               { labels: { v: '1', same: 'x' } },             { labels: { v: '2', same: 'x' } },           ['labels v 1 2']],
  ['a health check',       { healthcheck: { test: ['CMD', 'x'], intervalNanoseconds: 3e10, timeoutNanoseconds: null, retries: 3 } }, {}, ['healthcheck - ["CMD", "x"] --interval=30s --retries=3 null']],
])('%s that differs is told', (_what, a, b, told) => {
  const differences = compareConfig(imageOf({ layers: [], config: a }).documents, imageOf({ layers: [], config: b }).documents)
  expect(differences.map(each => `${each.field} ${each.name ?? '-'} ${each.a} ${each.b}`)).toEqual(told)
})

test('another platform is told first', () => {
  const windows: Platform = { os: 'windows', architecture: 'arm64', variant: 'v8' }
  const a = imageOf({ layers: [], config: { user: 'a' } })
  const b = imageOf({ layers: [], platform: windows })
  expect(compareConfig(a.documents, b.documents)).toEqual([
    { field: 'platform', name: null, a: 'linux/amd64', b: 'windows/arm64/v8' },
    { field: 'user', name: null, a: 'a', b: null },
  ])
})
