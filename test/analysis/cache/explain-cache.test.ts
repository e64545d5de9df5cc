import { describe, expect, test } from 'vitest'
import type { CacheExplanation } from '../../../src/analysis/cache/cache-explanation.ts'
import { explainCache } from '../../../src/analysis/cache/explain-cache.ts'
import { buildOf } from './builds.ts'

const CLASSIC = { builder: 'classic' } as const
const BUILDKIT = { builder: 'buildkit' } as const

const OLD = [
  '1 ::  :: bin/sh 10',
  '---',
  '1 :: RUN /bin/sh -c apt-get update # buildkit :: lists 100',
  '1 :: ENV CGO_ENABLED=0',
  '1 :: COPY . . # buildkit :: app/main.go 20; app/go.mod 5; app/README.md 9',
  '1 :: RUN /bin/sh -c go mod download # buildkit :: modules 50 mtime=1',
  '1 :: RUN |1 VERSION=1 /bin/sh -c go build # buildkit :: server 70',
]

/** The old build with lines replaced, everything that differs made at time 2. */
function rebuilt(changes: Readonly<Record<number, string>>): string[] {
  return OLD.map((line, at) => changes[at] ?? line)
}

describe('the first miss', () => {
  // biome-ignore format: one case per line
  test.each<[string, Readonly<Record<number, string>>, unknown]>([
    ['another base image', { 0: '0 ::  :: bin/sh 11' }, { kind: 'baseImage' }],
    ['other words', { 2: '2 :: RUN /bin/sh -c apt-get update -q # buildkit :: lists 100' },
      { kind: 'instruction', before: 'RUN apt-get update', after: 'RUN apt-get update -q' }],
    ['another shell', { 2: '2 :: RUN /bin/bash -c apt-get update # buildkit :: lists 100' },
      { kind: 'instruction', before: 'RUN apt-get update (in /bin/sh -c)', after: 'RUN apt-get update (in /bin/bash -c)' }],
    ['a build argument', { 6: '2 :: RUN |1 VERSION=2 /bin/sh -c go build # buildkit :: server 71' },
      { kind: 'argument', name: 'VERSION', before: '1', after: '2' }],
    ['a build argument nobody gave before', { 6: '2 :: RUN |2 DEBUG=1 VERSION=1 /bin/sh -c go build # buildkit :: server 70 @B' },
      { kind: 'argument', name: 'DEBUG', before: null, after: '1' }],
    ['ENV above a RUN', { 3: '2 :: ENV CGO_ENABLED=1', 5: '2 :: RUN /bin/sh -c go mod download # buildkit :: modules 50 mtime=2' },
      { kind: 'setting', name: 'ENV', before: 'ENV CGO_ENABLED=0', after: 'ENV CGO_ENABLED=1' }],
    ['a file with other content', { 4: '2 :: COPY . . # buildkit :: app/main.go 20 @B; app/go.mod 5; app/README.md 9' },
      { kind: 'content', from: 'context', files: [{ path: '/app/main.go', change: 'modified', differs: ['content'] }] }],
    ['a file more and a file less', { 4: '2 :: COPY . . # buildkit :: app/main.go 20; app/go.mod 5; app/x 1' },
      { kind: 'content', from: 'context', files: [
        { path: '/app/README.md', change: 'removed', differs: [] }, { path: '/app/x', change: 'added', differs: [] }] }],
    ['the mode of a file', { 4: '2 :: COPY . . # buildkit :: app/main.go 20 mode=0600; app/go.mod 5; app/README.md 9' },
      { kind: 'metadata', differs: ['mode'], files: [{ path: '/app/main.go', change: 'modified', differs: ['mode'] }] }],
    ['times of copied files, which builders ignore', { 4: '2 :: COPY . . # buildkit :: app/main.go 20 mtime=9; app/go.mod 5; app/README.md 9' },
      { kind: 'noCache' }],
    ['a RUN that comes out otherwise', { 2: '2 :: RUN /bin/sh -c apt-get update # buildkit :: lists 101' },
      { kind: 'output', files: [{ path: '/lists', change: 'modified', differs: ['content'] }] }],
    ['a RUN that was run again and made the same', { 2: '2 :: RUN /bin/sh -c apt-get update # buildkit :: lists 100' },
      { kind: 'noCache' }],
    ['a layer nobody can read', { 2: '2 :: RUN /bin/sh -c apt-get update # buildkit :: unreadable' }, { kind: 'unread' }],
  ])('%s', (_title, changes, cause) => {
    const explanation = explainCache(buildOf(BUILDKIT, ...OLD), buildOf(BUILDKIT, ...rebuilt(changes)))
    expect(missed(explanation)?.cause).toEqual(cause)
  })

  test('there is none when every step is the very same', () => {
    const explanation = explainCache(buildOf(BUILDKIT, ...OLD), buildOf(BUILDKIT, ...OLD))
    expect(explanation).toMatchObject({ firstMiss: null, cached: 4, ran: 0, repushedBytes: 0, advice: [] })
  })

  // biome-ignore format: one case per line
  test.each([
    ['the same nanosecond',             '2024-05-01T12:00:00.123456789Z', '2024-05-01T12:00:00.123456789Z', 0],
    ['another one',                     '2024-05-01T12:00:00.123456789Z', '2024-05-01T12:00:00.123456788Z', 1],
    ['the second an engine tells of it', '2024-05-01T12:00:00Z',           '2024-05-01T12:00:00.9Z',         0],
    ['another second',                  '2024-05-01T12:00:00Z',           '2024-05-01T12:00:01.1Z',         1],
  ])('a step that made the same layer was cached when it was made at %s', (_title, before, after, ran) => {
    const make = (at: string) => buildOf(BUILDKIT, `${at} :: RUN /bin/sh -c make # buildkit :: out 5`)
    expect(explainCache(make(before), make(after)).ran).toBe(ran)
  })

  test('there is none when only LABEL or CMD say something else, for BuildKit', () => {
    const [old, now] = [
      [...OLD, '1 :: CMD ["a"]'],
      [...OLD, '2 :: CMD ["b"]'],
    ]
    const explanation = explainCache(buildOf(BUILDKIT, ...old), buildOf(BUILDKIT, ...now))
    expect(explanation).toMatchObject({ firstMiss: null, ran: 0 })
    expect(explanation.steps.at(-1)).toMatchObject({ state: 'setting', cause: { kind: 'instruction' } })
  })

  test('the same CMD is one for the classic builder, and all beneath it runs again', () => {
    const explanation = explainCache(
      buildOf(CLASSIC, '1 :: /bin/sh -c #(nop)  CMD ["a"]', '1 :: /bin/sh -c make :: out 5'),
      buildOf(CLASSIC, '2 :: /bin/sh -c #(nop)  CMD ["b"]', '2 :: /bin/sh -c make :: out 5'),
    )
    expect(states(explanation)).toEqual(['ran instruction', 'ran parent sameLayer'])
  })

  test('a copy from an absolute path comes from an earlier stage, as far as anyone can tell', () => {
    const explanation = explainCache(
      buildOf(BUILDKIT, '1 :: COPY /app/server /server # buildkit :: server 5'),
      buildOf(BUILDKIT, '2 :: COPY /app/server /server # buildkit :: server 6'),
    )
    expect(missed(explanation)?.cause).toMatchObject({ kind: 'content', from: 'stage' })
  })

  test('what the classic builder copied can come from anywhere', () => {
    const sum = (digit: string) => digit.repeat(64)
    const explanation = explainCache(
      buildOf(CLASSIC, `1 :: /bin/sh -c #(nop) COPY file:${sum('a')} in /server  :: server 5`),
      buildOf(CLASSIC, `2 :: /bin/sh -c #(nop) COPY file:${sum('b')} in /server  :: server 6`),
    )
    expect(missed(explanation)).toMatchObject({
      instruction: 'COPY file in /server',
      cause: { kind: 'content', from: 'unknown' },
    })
  })

  test('two builders share no cache', () => {
    const explanation = explainCache(
      buildOf(CLASSIC, '1 :: /bin/sh -c make :: out 5'),
      buildOf(BUILDKIT, '2 :: RUN /bin/sh -c make # buildkit :: out 5 mtime=2'),
    )
    expect(missed(explanation)?.cause).toEqual({ kind: 'otherBuilder', before: 'classic', after: 'buildkit' })
  })

  test('layers stored as other blobs are a matter of compression', () => {
    const explanation = explainCache(
      buildOf({ ...BUILDKIT, blobs: 'gzip' }, ...OLD),
      buildOf({ ...BUILDKIT, blobs: 'zstd' }, ...OLD),
    )
    expect(explanation).toMatchObject({ ran: 0, repushedBytes: 264, repushedTransferBytes: 35 })
    expect(missed(explanation)?.cause).toEqual({ kind: 'compression' })
  })
})

describe('the later steps', () => {
  const now = rebuilt({
    4: '2 :: COPY . . # buildkit :: app/main.go 20 @B; app/go.mod 5; app/README.md 9',
    5: '2 :: RUN /bin/sh -c go mod download # buildkit :: modules 50 mtime=2',
    6: '2 :: RUN |1 VERSION=1 /bin/sh -c go build # buildkit :: server 71',
  })
  const explanation = explainCache(buildOf(BUILDKIT, ...OLD), buildOf(BUILDKIT, ...now))

  test('say whether they ran for their parent alone, and whether their files are the same', () => {
    expect(states(explanation)).toEqual([
      'base sameLayer',
      'cached sameLayer',
      'setting',
      'ran content changed',
      'ran parent sameFiles',
      'ran parent changed',
    ])
  })

  test('count what is pushed again for nothing', () => {
    expect(explanation.repushedBytes).toBe(50)
    expect(explanation.repushedTransferBytes).toBeNull()
  })

  test('tell a cause of their own beside the parent’s', () => {
    const both = explainCache(
      buildOf(BUILDKIT, ...OLD),
      buildOf(
        BUILDKIT,
        ...rebuilt({ 2: '2 :: RUN /bin/sh -c apt-get -q update # buildkit :: lists 1', 4: now[4] ?? '' }),
      ),
    )
    expect(states(both).slice(1, 4)).toEqual(['ran instruction changed', 'setting', 'ran content changed'])
  })

  test('a line that is gone is told where it stood', () => {
    const without = OLD.filter((_, at) => at !== 2)
    expect(
      states(explainCache(buildOf(BUILDKIT, ...OLD), buildOf(BUILDKIT, ...without))).slice(0, 4),
    ).toEqual(['base sameLayer', 'removed instruction', 'setting', 'ran parent sameLayer'])
  })
})

test('a Dockerfile with lines added at its end is not built upon its own earlier image', () => {
  const now = buildOf(
    { ...BUILDKIT, baseLayers: 5 },
    ...OLD,
    '2 :: RUN /bin/sh -c strip server # buildkit :: server 60',
  )
  expect(states(explainCache(buildOf(BUILDKIT, ...OLD), now))).toEqual([
    'base sameLayer',
    'cached sameLayer',
    'setting',
    'cached sameLayer',
    'cached sameLayer',
    'cached sameLayer',
    'ran instruction',
  ])
})

describe('what would have kept the cache', () => {
  const advice = (changes: Readonly<Record<number, string>>, old: readonly string[] = OLD) =>
    explainCache(buildOf(BUILDKIT, ...old), buildOf(BUILDKIT, ...old.map((line, at) => changes[at] ?? line)))
      .advice

  test('copying what lists the dependencies first, when these had not changed', () => {
    expect(
      advice({
        4: '2 :: COPY . . # buildkit :: app/main.go 20 @B; app/go.mod 5; app/README.md 9',
        5: '2 :: RUN /bin/sh -c go mod download # buildkit :: modules 50 mtime=2',
      }),
    ).toEqual([
      { kind: 'copyManifests', manifests: ['go.mod'], run: 'RUN go mod download' },
      { kind: 'sourceDate' },
    ])
  })

  test('but not when they had', () => {
    const changes = { 4: '2 :: COPY . . # buildkit :: app/main.go 20; app/go.mod 5 @B; app/README.md 9' }
    expect(advice(changes)).toEqual([])
  })

  test('leaving out what no build needs, when nothing else changed', () => {
    const changes = { 4: '2 :: COPY . . # buildkit :: app/main.go 20; app/go.mod 5; app/README.md 9 @B' }
    expect(advice(changes)[0]).toEqual({ kind: 'ignore', patterns: ['**/*.md'] })
  })

  test('--chmod for modes', () => {
    const changes = {
      4: '2 :: COPY . . # buildkit :: app/main.go 20 mode=0600; app/go.mod 5; app/README.md 9',
    }
    expect(advice(changes)[0]).toEqual({ kind: 'chmod', instruction: 'COPY . .' })
  })

  test('--link for a copy that was only made again', () => {
    const changes = {
      3: '2 :: ENV CGO_ENABLED=1',
      2: '2 :: RUN /bin/sh -c apt-get update # buildkit :: lists 101',
      4: '2 :: COPY . . # buildkit :: app/main.go 20 mtime=2; app/go.mod 5; app/README.md 9',
    }
    expect(advice(changes).map(({ kind }) => kind)).toEqual(['keepCache', 'link', 'sourceDate'])
  })

  test('a value further down, when what stood beneath did not need it', () => {
    const changes = {
      3: '2 :: ENV CGO_ENABLED=1',
      5: '2 :: RUN /bin/sh -c go mod download # buildkit :: modules 50 mtime=2',
    }
    expect(advice(changes)[0]).toEqual({ kind: 'moveDown', instruction: 'ENV CGO_ENABLED=1' })
  })
})

function missed({ steps, firstMiss }: CacheExplanation) {
  return firstMiss === null ? undefined : steps[firstMiss]
}

/** `ran parent sameFiles`, a step each. */
function states({ steps }: CacheExplanation): string[] {
  return steps.map(({ state, cause, files }) =>
    [state, cause?.kind, files].filter(word => word != null).join(' '),
  )
}
