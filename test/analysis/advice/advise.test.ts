import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomLayers } from '../../../fixtures/recipe/random-image.ts'
import { layer } from '../../../fixtures/recipe/recipe.ts'
import { adviceSubject } from '../../../src/analysis/advice/advice-subject.ts'
import { advise } from '../../../src/analysis/advise.ts'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import type { WasteItem } from '../../../src/analysis/waste-items.ts'
import type { ContainerRecord } from '../../../src/image/container.ts'
import { imageOf, type StepRecipe } from '../../store/images.ts'

/** A step: its instruction, and the lines of its layer; a setting has none. */
type Step = readonly [instruction: string, ...lines: string[]]

const DEBIAN: Step = ['FROM (imported)', 'usr/bin/sh 1000000 mode=0755']

function analysisOf(steps: readonly Step[]): Analysis {
  return imageOf(
    steps.map(
      ([instruction, ...lines]): StepRecipe => [instruction, lines.length === 0 ? null : layer(...lines)],
    ),
  ).analysis
}

/** `kind bytes layer`, one a finding. */
function tell(...steps: readonly Step[]): string[] {
  return advise(analysisOf(steps)).map(({ kind, bytes, layer: at }) =>
    [kind, bytes, at].filter(each => each !== null).join(' '),
  )
}

// biome-ignore format: one case per line
describe.each<[string, [string, Step[], string[]][]]>([
  ['package lists', [
    ['deleted by a later RUN',           [DEBIAN, ['RUN apt-get update', 'var/lib/apt/lists/P 500000'], ['RUN rm -rf /var/lib/apt/lists/*', 'var/lib/apt/lists/.wh.P']], ['wastedPackageLists 500000 1']],
    ['deleted in the same RUN',          [DEBIAN, ['RUN apt-get update && x && rm -rf /var/lib/apt/lists/*', 'var/lib/apt/lists/']], []],
    ['left where they are',              [DEBIAN, ['RUN apt-get update', 'var/lib/apt/lists/P 500000']], ['shippedPackageLists 500000 1']],
    ['of the base, left',                [['FROM (imported)', 'var/lib/apt/lists/P 500000']], []],
    ['of the base, deleted above',       [['FROM (imported)', 'var/lib/apt/lists/P 500000'], ['RUN rm -rf /var/lib/apt/lists/*', 'var/lib/apt/lists/.wh.P']], ['baseFilesReplaced 500000']],
    ['too few bytes to change anything', [DEBIAN, ['RUN apt-get update', 'var/lib/apt/lists/P 500'], ['RUN rm -rf /var/lib/apt/lists/*', 'var/lib/apt/lists/.wh.P']], []],
  ]],
  ['caches', [
    ['of packages, overwritten',         [DEBIAN, ['RUN apt-get update', 'var/cache/apt/pkgcache.bin 500000 @A'], ['RUN apt-get install x', 'var/cache/apt/pkgcache.bin 10 @B']], ['wastedPackageCache 500000 1', 'recommendedPackages 2']],
    ['of npm, left',                     [DEBIAN, ['RUN npm ci', 'root/.npm/_cacache/x 500000']], ['shippedPackageCache 500000 1']],
    ['of Go, deleted later',             [DEBIAN, ['RUN go build .', 'root/.cache/go-build/a 500000'], ['RUN rm -rf /root/.cache', 'root/.wh..cache']], ['wastedBuildCache 500000 1']],
    ['of Go, left',                      [DEBIAN, ['RUN go build .', 'root/.cache/go-build/a 500000']], ['shippedBuildCache 500000 1']],
    ['dependencies are none',            [DEBIAN, ['RUN npm ci', 'app/node_modules/x/index.js 500000']], []],
  ]],
  ['owner and mode', [
    ['changed by chown',                 [DEBIAN, ['COPY . .', 'app/a 500000'], ['RUN chown -R 1:2 /app', 'app/a 500000 owner=1:2']], ['rewrittenMetadata 500000 1']],
    ['changed by chmod in a RUN',        [DEBIAN, ['RUN make', 'app/a 500000'], ['RUN chmod 700 /app/a', 'app/a 500000 mode=0700']], ['rewrittenMetadata 500000 1']],
    ['touched',                          [DEBIAN, ['COPY . .', 'app/a 500000'], ['RUN touch /app/a', 'app/a 500000 mtime=9']], ['rewrittenMetadata 500000 1']],
    ['of the base',                      [DEBIAN, ['RUN chmod 700 /usr/bin/sh', 'usr/bin/sh 1000000 mode=0700']], ['rewrittenMetadata 1000000 0']],
    ['of the base, written anew',        [DEBIAN, ['RUN apt-get install --no-install-recommends x', 'usr/bin/sh 1000000 mode=0755 mtime=9']], ['baseFilesReplaced 1000000']],
    ['copied again with a newer time',   [DEBIAN, ['COPY a /app/', 'app/a 500000'], ['COPY . /app', 'app/a 500000 mtime=9']], ['writtenTwice 500000 1']],
  ]],
  ['files', [
    ['written twice by RUNs',            [DEBIAN, ['RUN go build .', 'app/a 500000 @A'], ['RUN go build -s .', 'app/a 400000 @B']], ['writtenTwice 500000 1']],
    ['copied, then deleted',             [DEBIAN, ['COPY . .', 'app/data 500000'], ['RUN rm app/data', 'app/.wh.data']], ['deletedLater 500000 1']],
    ['deleted and made anew',            [DEBIAN, ['RUN make', 'app/out/a 500000'], ['RUN rm -rf app/out && mkdir app/out', 'app/out/', 'app/out/.wh..wh..opq']], ['deletedLater 500000 1']],
    ['an archive, unpacked and deleted', [DEBIAN, ['COPY a.tar.gz /tmp/', 'tmp/a.tar.gz 500000'], ['RUN tar xf /tmp/a.tar.gz && rm /tmp/a.tar.gz', 'tmp/.wh.a.tar.gz', 'opt/a 900000']], ['wastedArchive 500000 1']],
    ['an archive that stays',            [DEBIAN, ['COPY a.tar.gz /srv/', 'srv/a.tar.gz 500000']], []],
    ['of the base, overwritten',         [DEBIAN, ['RUN apt-get upgrade', 'usr/bin/sh 900000 @N']], ['baseFilesReplaced 1000000']],
  ]],
  ['repositories', [
    ['copied',                           [DEBIAN, ['COPY . .', 'app/.git/HEAD 20']], ['shippedVersionControl 20 1']],
    ['copied and deleted',               [DEBIAN, ['COPY . .', 'app/.git/HEAD 20'], ['RUN rm -rf .git', 'app/.wh..git']], ['wastedVersionControl 20 1']],
    ['only what git is told',            [DEBIAN, ['COPY . .', 'app/.gitignore 20', 'app/.github/x 20']], []],
  ]],
  ['environment files', [
    ['.env',                             [DEBIAN, ['COPY . .', 'app/.env 20']], ['environmentFile 20 1']],
    ['.env.production',                  [DEBIAN, ['COPY . .', 'app/.env.production 20']], ['environmentFile 20 1']],
    ['made to be copied',                [DEBIAN, ['COPY . .', 'app/.env.example 20', 'app/x.env 20']], []],
    ['a directory',                      [DEBIAN, ['COPY . .', 'app/.env/', 'app/.env/bin/python 20']], []],
    ['of a package',                     [DEBIAN, ['RUN npm ci', 'app/node_modules/x/.env 20']], []],
  ]],
  ['what ships', [
    ['a toolchain',                      [DEBIAN, ['RUN apt-get install --no-install-recommends golang', 'usr/lib/go-1.19/bin/go 900000']], ['shippedToolchain 900000 1']],
    ['a toolchain of the base',          [['FROM (imported)', 'usr/local/go/bin/go 900000']], ['shippedToolchain 900000 0']],
    ['manuals',                          [DEBIAN, ['RUN apk add x', 'usr/share/man/x 500000']], ['shippedDocs 500000 1']],
    ['manuals of the base',              [['FROM (imported)', 'usr/share/man/x 500000']], []],
    ['tests',                            [DEBIAN, ['COPY . .', 'app/testdata/x 500000']], ['shippedTests 500000 1']],
    ['sources of a compiled program',    [DEBIAN, ['COPY . .', 'app/main.go 500000']], ['shippedSources 500000 1']],
    ['sources that are the program',     [DEBIAN, ['COPY . .', 'app/main.py 500000', 'app/index.js 500000']], []],
    ['recommended packages',             [DEBIAN, ['RUN apt-get -y install x', 'usr/bin/x 1']], ['recommendedPackages 1']],
    ['none, as was said',                [DEBIAN, ['RUN apt-get install -y --no-install-recommends x', 'usr/bin/x 1']], []],
  ]],
  ['the base', [
    ['wastes by itself',                 [['FROM (imported)', 'a 500000'], ['FROM (imported)', '.wh.a'], ['RUN x', 'b 1']], ['wasteOfBase 500000']],
  ]],
])('%s', (_, cases) => {
  test.each(cases)('%s', (_, steps, expected) => {
    expect(tell(...steps)).toEqual(expected)
  })
})

test('an image that was read in part gets no advice', () => {
  const fault = { kind: 'missingBlob', what: 'Layer 1', blob: 'x' } as const
  const { analysis } = imageOf([
    ['RUN apt-get update', layer('var/lib/apt/lists/P 500000')],
    ['COPY . .', fault],
  ])
  expect(advise(analysis)).toEqual([])
})

test('what a container did is nothing a Dockerfile could do better', () => {
  const steps: StepRecipe[] = [
    ['FROM (imported)', layer('usr/bin/sh 1000000')],
    ['COPY . .', layer('app/data 500000')],
    ['(the container)', layer('app/.wh.data', 'app/.env 20', 'root/.npm/a 500000')],
  ]
  const kinds = (analysis: Analysis) => advise(analysis).map(({ kind }) => kind)
  expect(kinds(imageOf(steps).analysis)).toEqual(['shippedPackageCache', 'deletedLater', 'environmentFile'])
  expect(kinds(imageOf(steps, { container: containerOf(2) }).analysis)).toEqual([])
})

function containerOf(layerIndex: number): ContainerRecord {
  const limits = { restarts: 0, startedAt: null, finishedAt: null, memoryLimit: null }
  return {
    ...{
      name: 'web',
      id: 'c0ffee',
      image: 'api',
      layer: layerIndex,
      mounts: [],
      askedAt: '2024-05-01T12:00:00Z',
    },
    state: { status: 'exited', exitCode: 0, oomKilled: false, error: null, ...limits },
    log: { kind: 'lines', lines: [] },
  }
}

describe('any image', () => {
  const images = randomLayers.map(
    layers =>
      imageOf(
        layers.map(
          (lines, index): StepRecipe => [`${INSTRUCTIONS[index % INSTRUCTIONS.length]}`, layer(...lines)],
        ),
      ).analysis,
  )

  test('has every wasted byte in exactly one group', () => {
    fc.assert(
      fc.property(images, analysis => {
        const { groups } = adviceSubject(analysis)
        expect(groups.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(analysis.waste.bytes)
        expect(drawn(groups.flatMap(({ items }) => [...items]))).toEqual(drawn([...analysis.waste.items]))
      }),
    )
  })

  test('is never told to save more than it wastes or ships', () => {
    fc.assert(
      fc.property(images, analysis => {
        const findings = advise(analysis)
        const sum = (kinds: RegExp) =>
          findings
            .filter(({ kind }) => kinds.test(kind))
            .reduce((bytes, finding) => bytes + (finding.bytes ?? 0), 0)
        expect(sum(/^(?:wast|rewritten|writtenTwice|deletedLater|baseFiles)/)).toBeLessThanOrEqual(
          analysis.waste.bytes ?? 0,
        )
        expect(sum(/^shipped/)).toBeLessThanOrEqual(analysis.finalBytes ?? 0)
      }),
    )
  })

  const INSTRUCTIONS = ['FROM (imported)', 'COPY . .', 'RUN make', 'RUN rm -rf /a', 'ADD a /b']
})

function drawn(items: readonly WasteItem[]): string[] {
  return items.map(({ path, bytes, layer, by }) => `${path} ${bytes} ${layer} ${by}`).sort()
}
