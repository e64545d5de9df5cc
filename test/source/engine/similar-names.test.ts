import { expect, test } from 'vitest'
import { similarNames } from '../../../src/source/engine/similar-names.ts'

const present = [
  'api-service:naive',
  'api-service:scratch',
  'worker-service:naive',
  'localhost/tool:latest',
  'ghcr.io/acme/shop:1.2',
  'debian:bookworm',
]

// biome-ignore format: a table
test.each([
  ['api-service:scrtach',           ['api-service:scratch', 'api-service:naive']],
  ['api-service',                   ['api-service:naive', 'api-service:scratch']],
  ['apiservice:naive',              ['api-service:naive', 'api-service:scratch']],
  ['docker.io/library/debain',      ['debian:bookworm']],
  ['tool',                          ['localhost/tool:latest']],
  ['shop:1.3',                      ['ghcr.io/acme/shop:1.2']],
  ['postgres:16',                   []],
])('somebody who typed %s meant %j', (typed, expected) => {
  expect(similarNames(typed, present)).toEqual(expected)
})

test('three names at most are offered', () => {
  expect(similarNames('a:1', ['a:2', 'a:3', 'a:4', 'a:5'])).toEqual(['a:2', 'a:3', 'a:4'])
})
