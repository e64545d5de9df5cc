import { describe, expect, test } from 'vitest'
import { findBase } from '../../../src/analysis/base/find-base.ts'
import { EMPTY_CONFIG } from '../../../src/image/config.ts'
import { type Digest, parseDigest } from '../../../src/image/digest.ts'
import type { ImageDocuments } from '../../../src/image/image.ts'
import type { KnownImage } from '../../../src/image/known-image.ts'
import { type HistoryEntry, matchSteps } from '../../../src/image/steps.ts'
import { containerRecord } from '../container-record.ts'

/** A history a line a step: `created_by`, `@day` of its making, `; comment`; `-` before an empty one. */
function history(...lines: readonly string[]): HistoryEntry[] {
  return lines.map(line => {
    const [, dash, text = '', day, comment] = /^(- )?(.*?)(?: @(\d+))?(?: ; (.*))?$/.exec(line) ?? []
    return {
      createdBy: text,
      created: day === undefined ? null : `2024-05-${day.padStart(2, '0')}T12:00:00Z`,
      comment: comment ?? null,
      empty: dash !== undefined,
      reportedBytes: null,
    }
  })
}

interface Recipe extends Partial<Pick<ImageDocuments, 'tags' | 'annotations' | 'container'>> {
  readonly steps: readonly HistoryEntry[]
  readonly labels?: Readonly<Record<string, string>>
  /** Layers, where they are not what the steps make. */
  readonly layers?: number
}

function documents({ steps: entries, labels = {}, layers, ...more }: Recipe): ImageDocuments {
  const count = layers ?? entries.filter(({ empty }) => !empty).length
  const { steps, stepOfLayer } = matchSteps(entries, count)
  return {
    tags: [],
    digest: null,
    id: null,
    platform: { os: 'linux', architecture: 'amd64', variant: null },
    created: null,
    config: { ...EMPTY_CONFIG, labels },
    steps,
    layers: Array.from({ length: count }, (_, index) => ({
      index,
      blob: `blob ${index}`,
      diffId: diffId(index),
      digest: null,
      mediaType: null,
      blobBytes: null,
      step: stepOfLayer[index] ?? null,
    })),
    annotations: {},
    findings: [],
    ...more,
  }
}

/** Layers of these tests are equal where their numbers are. */
function diffId(number: number): Digest {
  return parseDigest(`sha256:${number.toString(16).padStart(64, '0')}`) ?? never()
}

function never(): never {
  throw new Error('a digest')
}

function known(name: string, ...layers: readonly number[]): KnownImage {
  return { names: [name], digests: [`sha256:${name}`], diffIds: layers.map(diffId) }
}

/** `2 layers, matched, debian:12`. */
function told(image: ImageDocuments, ...others: readonly KnownImage[]): string | null {
  const base = findBase(image, null, others)
  return base === null ? null : [base.layers, base.certainty, base.name].join(' ')
}

const PLAIN = history('COPY a', 'COPY b', 'COPY c')

describe('matched: the layers of a known image', () => {
  // biome-ignore format: a table
  test.each<[what: string, others: KnownImage[], told: string | null]>([
    ['its lowest layers',             [known('debian:12', 0)],                              '1 matched debian:12'],
    ['the largest of several',        [known('debian:12', 0), known('golang:1.22', 0, 1)],   '2 matched golang:1.22'],
    ['one image by several names',    [known('debian:bookworm', 0), known('debian:12', 0)],  '1 matched debian:12'],
    ['another first layer',           [known('alpine:3', 9)],                               null],
    ['layers in another order',       [known('golang:1.22', 1, 0)],                         null],
    ['all of its layers',             [known('copy:1', 0, 1, 2)],                           null],
    ['more layers than it has',       [known('child:1', 0, 1, 2, 3)],                       null],
    ['an image without layers',       [known('scratch:1')],                                 null],
    ['another build of itself',       [known('api:old', 0, 1)],                             null],
    ['itself at another registry',    [known('docker.io/library/api:1', 0, 1)],              null],
  ])('%s', (_what, others, expected) => {
    expect(told(documents({ steps: PLAIN, tags: ['api:new'] }), ...others)).toBe(expected)
  })

  test('says whose layers they are', () => {
    const [one, both] = [known('debian:12', 0), known('golang:1.22', 0, 1)]
    expect(findBase(documents({ steps: PLAIN }), null, [one])?.evidence).toEqual([
      'layer 0 is that of debian:12',
    ])
    expect(findBase(documents({ steps: PLAIN }), null, [one, both])?.evidence).toEqual([
      'layers 0 to 1 are those of golang:1.22',
    ])
  })

  test('the image of a container is not its base: the layer of the container is not counted', () => {
    const container = containerRecord({}, { layer: 2 })
    expect(told(documents({ steps: PLAIN, container }), known('api:1', 0, 1))).toBeNull()
    expect(told(documents({ steps: PLAIN, container }), known('api:1', 0, 1), known('debian:12', 0))).toBe(
      '1 matched debian:12',
    )
  })
})

describe('stated: by the image', () => {
  const NAME = 'org.opencontainers.image.base.name'
  const DIGEST = 'org.opencontainers.image.base.digest'

  // biome-ignore format: a table
  test.each<[what: string, recipe: Partial<Recipe>, told: string | null]>([
    ['an annotation with the name',   { annotations: { [NAME]: 'docker.io/library/debian:12' } }, '1 stated docker.io/library/debian:12'],
    ['a label with the name',         { labels: { [NAME]: 'debian:12' } },                        '1 stated debian:12'],
    ['an annotation with the digest', { annotations: { [DIGEST]: 'sha256:debian:12' } },          '1 stated debian:12'],
    ['a name of an image not here',   { annotations: { [NAME]: 'fedora:40' } },                   '2 matched golang:1.22'],
    ['a name without a tag',          { labels: { [NAME]: 'debian' } },                           '2 matched golang:1.22'],
  ])('%s, while debian:12 and golang:1.22 are known', (_what, recipe, expected) => {
    const image = documents({ steps: PLAIN, ...recipe })
    expect(told(image, known('debian:12', 0), known('golang:1.22', 0, 1))).toBe(expected)
  })

  test('a name that nothing here fits tells no end', () => {
    expect(
      told(documents({ steps: PLAIN, labels: { [NAME]: 'debian:12' } }), known('debian:12', 7)),
    ).toBeNull()
  })

  // biome-ignore format: a table
  test.each<[what: string, label: string, told: string | null]>([
    ['its top layer',        `{"runImage":{"topLayer":"${diffId(1)}","image":"run:full"}}`,  '2 stated run:full'],
    ['without a name',       `{"runImage":{"topLayer":"${diffId(0)}"}}`,                     '1 stated '],
    ['a layer not here',     `{"runImage":{"topLayer":"${diffId(8)}"}}`,                     null],
    ['the last layer',       `{"runImage":{"topLayer":"${diffId(2)}"}}`,                     null],
    ['another type',         '{"runImage":[7]}',                                             null],
    ['no JSON',              'run image',                                                    null],
  ])('the run image of a buildpack: %s', (_what, label, expected) => {
    const labels = { 'io.buildpacks.lifecycle.metadata': label }
    expect(told(documents({ steps: PLAIN, labels }))).toBe(expected)
  })
})

describe('likely: the shape of the history', () => {
  // biome-ignore format: a table
  test.each<[what: string, lines: string[], told: string | null]>([
    ['the shell of a distribution, then layers', ['ADD file:1 in /', '- CMD ["bash"]', 'COPY . /app'],                       '1 likely '],
    ['the same, as BuildKit records it',         ['ADD rootfs.tar.gz / # buildkit', '- CMD ["/bin/sh"] # buildkit', 'COPY . /app # buildkit'], '1 likely '],
    ['an interpreter upon a distribution',       ['ADD a /', '- CMD ["bash"]', 'RUN make python', '- CMD ["python3"]', 'COPY . .', '- CMD ["python3" "app.py"]'], '2 likely '],
    ['a shell that starts a shell',              ['ADD a /', '- CMD ["/bin/sh" "-c" "bash"]', 'COPY . .'],                  '1 likely '],
    ['an interpreter with a program',            ['ADD a /', '- CMD ["python3" "app.py"]', 'COPY . .'],                     null],
    ['a shell that starts a service',            ['ADD a /', '- CMD ["/bin/sh" "-c" "/server"]', 'COPY . .'],               null],
    ['a shell at the very end',                  ['ADD a /', 'COPY . .', '- CMD ["bash"]'],                                null],
    ['a shell before any layer',                 ['- CMD ["bash"]', 'COPY . .', 'COPY b .'],                               null],
    ['a service, days before the next step',     ['ADD a / @1', '- CMD ["nginx" "-g" "daemon off;"] @1', 'COPY html / @9'], '1 likely '],
    ['a service, within the same day',           ['ADD a / @1', '- CMD ["nginx" "-g" "daemon off;"] @1', 'COPY html / @1'], null],
    ['a service, without times',                 ['ADD a /', '- ENTRYPOINT ["/server"]', 'COPY . .'],                       null],
    ['an imported file system',                  [' ; Imported from -', '/bin/sh -c make', '/bin/sh -c rm /a'],             '1 likely '],
    ['an imported file system alone',            [' ; Imported from -', '- /bin/sh -c #(nop)  ENV A=1'],                   null],
    ['BuildKit upon the classic builder',        ['/bin/sh -c make', '/bin/sh -c ls', 'COPY a . ; buildkit.dockerfile.v0'], '2 likely '],
    ['the classic builder alone',                ['/bin/sh -c make', '/bin/sh -c ls', '/bin/sh -c #(nop) COPY a in b '],    null],
    ['BuildKit upon Bazel, as distroless is',    ['bazel build //base', 'bazel build //ssl', 'COPY a . # buildkit'],       '2 likely '],
    ['Jib upon the classic builder',             ['/bin/sh -c make', 'jib-maven-plugin:3.4.0 ; classes'],                  '1 likely '],
    ['steps that nobody signed',                 ['COPY a', 'RUN b', 'COPY c'],                                            null],
    ['the golang image, which ends without CMD', ['ADD a /', '- CMD ["bash"]', '- ENV GOLANG_VERSION=1.22.1', 'COPY go /', 'RUN mkdir', 'WORKDIR /go', 'COPY . .'], '4 likely '],
    ['its name in a Dockerfile of one\'s own',    ['ADD a /', '- ENV GOLANG_VERSION=1.22.1', 'COPY go /', 'WORKDIR /app', 'COPY . .'],    null],
  ])('%s', (_what, lines, expected) => {
    expect(told(documents({ steps: history(...lines) }))).toBe(expected)
  })

  test('what speaks for it names the step, and what an image says of itself does not run on', () => {
    const shell = documents({ steps: history('ADD a /', '- CMD ["bash"]', 'COPY . .') })
    expect(findBase(shell, null, [])?.evidence).toEqual(['step 1 is CMD ["bash"], and layers follow'])
    const endless = `- CMD ["${'x'.repeat(500)}"] @1`
    const [evidence = ''] =
      findBase(documents({ steps: history('ADD a / @1', endless, 'COPY . . @3') }), null, [])?.evidence ?? []
    expect(evidence.length).toBeLessThan(120)
    expect(evidence).toMatch(/2 days later layers follow$/)
  })

  test('a name the image states goes with it', () => {
    const labels = { 'org.opencontainers.image.base.name': 'debian:12' }
    expect(told(documents({ steps: history('ADD a /', '- CMD ["bash"]', 'COPY . .'), labels }))).toBe(
      '1 likely debian:12',
    )
  })

  test('nothing where steps and layers disagree', () => {
    expect(told(documents({ steps: history('ADD a /', '- CMD ["bash"]', 'COPY . .'), layers: 5 }))).toBeNull()
  })

  test('a known image is surer than a shape, even where the shape reaches further', () => {
    const image = documents({ steps: history('ADD a /', 'RUN b', '- CMD ["bash"]', 'COPY . .') })
    expect(told(image)).toBe('2 likely ')
    expect(told(image, known('debian:12', 0))).toBe('1 matched debian:12')
  })
})

describe('stated: by the user', () => {
  test('a number of layers, all of them and none included', () => {
    const image = documents({ steps: PLAIN })
    for (const layers of [0, 2, 3])
      expect(findBase(image, { kind: 'count', layers }, [])).toMatchObject({ layers, certainty: 'stated' })
    expect(findBase(image, { kind: 'count', layers: 4 }, [known('debian:12', 0)])).toBeNull()
  })

  test('an image whose layers are the lowest; no other, and then nothing is guessed', () => {
    const image = documents({ steps: history('ADD a /', '- CMD ["bash"]', 'COPY . .') })
    const choice = (...layers: number[]) =>
      ({ kind: 'image', reference: 'mine', diffIds: layers.map(diffId) }) as const
    expect(findBase(image, choice(0), [])).toMatchObject({ layers: 1, certainty: 'stated', name: 'mine' })
    expect(findBase(image, choice(1), [known('debian:12', 0)])).toBeNull()
  })
})
