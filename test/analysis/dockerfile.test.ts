import { describe, expect, test } from 'vitest'
import { image, layer } from '../../fixtures/recipe/recipe.ts'
import { analyse } from '../../src/analysis/analyse.ts'
import type { BaseImage } from '../../src/analysis/base/base-image.ts'
import { dockerfileOf } from '../../src/analysis/dockerfile.ts'
import { EMPTY_CONFIG, type ImageConfig } from '../../src/image/config.ts'
import { matchSteps } from '../../src/image/steps.ts'
import { containerRecord } from './container-record.ts'
import { layerOf } from './start-image.ts'

interface History {
  /** `created_by`, one a step; `=` in front: it made no layer. */
  readonly steps: readonly string[]
  /** Lines of the layers' recipes. */
  readonly layers?: readonly string[][]
  readonly config?: Partial<ImageConfig>
  readonly comment?: string
  readonly baseLayers?: number
  /** Whether the last layer is what a container changed. */
  readonly isContainer?: boolean
}

function stated(layers: number): BaseImage {
  return { layers, certainty: 'stated', name: null, evidence: [] }
}

/** The lines after the preamble. */
function dockerfile({ steps, layers = [], config, comment, baseLayers, isContainer }: History): string[] {
  const entries = steps.map(step => ({
    createdBy: step.replace(/^=/, ''),
    created: null,
    comment: comment ?? null,
    empty: step.startsWith('='),
    reportedBytes: null,
  }))
  const matched = matchSteps(entries, layers.length)
  const trees = image(...layers.map(lines => layer(...lines)))
  const documents = {
    tags: [],
    digest: null,
    id: null,
    platform: { os: 'linux', architecture: 'amd64', variant: null },
    created: null,
    config: { ...EMPTY_CONFIG, ...config },
    steps: matched.steps,
    layers: layers.map((_, index) => ({
      index,
      blob: `${index}`,
      diffId: null,
      digest: null,
      mediaType: null,
      blobBytes: null,
      step: matched.stepOfLayer[index] ?? null,
    })),
    annotations: {},
    findings: [],
    ...(isContainer ? { container: containerRecord({}, { layer: layers.length - 1 }) } : {}),
  }
  const read = trees.map((tree, index) => layerOf(index, tree))
  const lines = dockerfileOf(
    analyse(documents, read, { base: baseLayers === undefined ? null : stated(baseLayers) }),
  ).map(({ text }) => text)
  return lines.slice(lines.indexOf('FROM scratch') + 1)
}

// biome-ignore format: one case per line
describe('one step', () => {
  test.each<[string, string]>([
    ['=/bin/sh -c #(nop)  ENV PORT=8080',                'ENV PORT=8080'],
    ['=/bin/sh -c #(nop)  ENV A=1 B=two words',          'ENV A=1 B="two words"'],
    ['=ENV A=1',                                         'ENV A=1'],
    ['=LABEL a.b=c d',                                   'LABEL a.b="c d"'],
    ['=/bin/sh -c #(nop)  CMD ["/a" "b"]',               'CMD ["/a", "b"]'],
    ['=CMD ["/bin/sh" "-c" "exec /a"]',                  'CMD exec /a'],
    ['=EXPOSE map[80/tcp:{}]',                           'EXPOSE 80/tcp'],
    ['=/bin/sh -c #(nop)  VOLUME [/data /x]',            'VOLUME ["/data", "/x"]'],
    ['=/bin/sh -c #(nop)  SHELL [/bin/bash -c]',         'SHELL ["/bin/bash", "-c"]'],
    ['=/bin/sh -c #(nop)  USER app',                     'USER app'],
    ['RUN /bin/sh -c make # buildkit',                   'RUN make'],
    ['RUN /bin/sh -c set -e\nmake # buildkit',           "RUN <<'EOF'\nset -e\nmake\nEOF"],
    ['COPY server /app/ # buildkit',                     'COPY server /app/'],
    ['ADD https://example.org/x /x # buildkit',          'ADD https://example.org/x /x'],
    ['WORKDIR /app',                                     'WORKDIR /app'],
  ])('%j is %j', (step, expected) => {
    expect(dockerfile({ steps: [step], layers: step.startsWith('=') ? [] : [['a 1']] })).toEqual([expected])
  })
})

test('a copy of the classic builder: the checksum, and the names of what came of it', () => {
  const steps = [`/bin/sh -c #(nop) COPY multi:${'ab'.repeat(32)} in ./`]
  expect(dockerfile({ steps, layers: [['app/server 10', 'app/main.c 5']] })).toEqual([
    '# Names of the sources are not recorded, only a checksum (multi:abababababab…) and what came of them:',
    '#   /app/main.c, /app/server',
    'COPY main.c server ./',
  ])
})

test('one source that became many files was an archive', () => {
  const steps = [`/bin/sh -c #(nop) ADD file:${'ab'.repeat(32)} in / `]
  expect(dockerfile({ steps, layers: [['etc/passwd 10', 'bin/sh 5']] }).at(-1)).toBe('ADD layer-0.tar /')
})

test('build arguments, once, before the RUN they were recorded with', () => {
  const steps = ['|1 V=2 /bin/sh -c make', '|1 V=2 /bin/sh -c make install']
  expect(dockerfile({ steps, layers: [['a 1'], ['b 1']] })).toEqual([
    'ARG V=2',
    'RUN make',
    'RUN make install',
  ])
})

test('what another tool made is that layer, as it is', () => {
  expect(dockerfile({ steps: ['jib-gradle-plugin:3.4'], comment: 'classes', layers: [['a 1']] })).toEqual([
    '# By another tool: jib-gradle-plugin:3.4 (classes)',
    'ADD layer-0.tar /',
  ])
})

test('a squashed image: the steps are comments, the layer stands alone', () => {
  expect(dockerfile({ steps: ['RUN a', 'RUN b'], layers: [['x 1']] })).toEqual([
    '# Its layer is not known: RUN a',
    '# Its layer is not known: RUN b',
    '# Layer 0: no step of the history says what made it.',
    'ADD layer-0.tar /',
  ])
})

test('what the config says and no step', () => {
  const config = { environment: ['A=1', 'B=x y'], user: 'app', entrypoint: ['/a'], workingDirectory: '/' }
  expect(dockerfile({ steps: ['=ENV A=1'], config })).toEqual([
    'ENV A=1',
    '# Set in the config, though no step says so:',
    'ENV B="x y"',
    'USER app',
    'ENTRYPOINT ["/a"]',
  ])
})

test('where the base image ends, when somebody said so', () => {
  expect(dockerfile({ steps: ['RUN a', 'RUN b'], layers: [['x 1'], ['y 1']], baseLayers: 1 })).toEqual([
    'RUN a',
    '# Here the base image ends.',
    'RUN b',
  ])
})

test('what a container changed was made by no instruction', () => {
  expect(dockerfile({ steps: ['RUN a', ''], layers: [['x 1'], ['y 1']], isContainer: true })).toEqual([
    'RUN a',
    '# Layer 1: what the container web changed since it was created. No instruction makes it.',
    'ADD layer-1.tar /',
  ])
})
