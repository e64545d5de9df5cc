import { expect, test } from 'vitest'
import { findObstacle } from '../../../src/analysis/cache/unrelated.ts'
import { buildOf } from './builds.ts'

const GO = buildOf(
  { builder: 'classic' },
  '1 ::  :: bin/sh 10',
  '1 :: /bin/sh -c go mod download :: modules 5',
  '1 :: /bin/sh -c go build :: server 7',
  '1 :: /bin/sh -c #(nop)  CMD ["./server"]',
)

test('two builds of one Dockerfile have nothing against them, however much ran again', () => {
  const again = buildOf(
    { builder: 'classic' },
    '2 ::  :: bin/sh 11',
    '2 :: /bin/sh -c go mod download :: modules 6',
    '2 :: /bin/sh -c go build :: server 8',
    '2 :: /bin/sh -c #(nop)  CMD ["./server"]',
  )
  expect(findObstacle(GO, again)).toBeNull()
})

test('images that share a line or two and no layer are not two builds of one Dockerfile', () => {
  const other = buildOf(
    { builder: 'classic' },
    '2 ::  :: bin/sh 10',
    '2 :: /bin/sh -c npm ci :: modules 5 @B',
    '2 :: /bin/sh -c npm run build :: dist 7',
    '2 :: /bin/sh -c npm prune :: x 7',
    '2 :: /bin/sh -c #(nop)  CMD ["./server"]',
  )
  expect(findObstacle(GO, other)).toEqual({
    kind: 'unrelated',
    oldSteps: 3,
    newSteps: 4,
    equalSteps: ['CMD ["./server"]'],
    sharedLayers: 0,
  })
})

test('an image without history tells nothing of its steps', () => {
  expect(findObstacle(buildOf({ builder: 'classic' }), GO)).toEqual({
    kind: 'noHistory',
    which: 'old',
    layers: 0,
  })
})

test('builds for two platforms share no cache', () => {
  const arm = buildOf(
    { builder: 'classic', platform: { os: 'linux', architecture: 'arm64', variant: null } },
    '1 ::  :: bin/sh 10',
  )
  expect(findObstacle(GO, arm)).toEqual({ kind: 'otherPlatform' })
})
