import { type LayerRecipe, layer, layerTree } from '../../fixtures/recipe/recipe.ts'
import { analyse } from '../../src/analysis/analyse.ts'
import type { Analysis } from '../../src/analysis/analysis.ts'
import type { Fault } from '../../src/errors.ts'
import { EMPTY_CONFIG } from '../../src/image/config.ts'
import { type Digest, parseDigest } from '../../src/image/digest.ts'
import { NO_FACTS } from '../../src/image/facts/fact.ts'
import type { ImageDocuments, Step } from '../../src/image/image.ts'
import { DEFAULT_LIMITS } from '../../src/image/limits.ts'
import type { Layer } from '../../src/tree/layer.ts'
import type { LayerTree } from '../../src/tree/layer-tree.ts'

/** A step of an image: what ran, and the layer it made, why that cannot be read, or `null` for none. */
export type StepRecipe = readonly [instruction: string, layer: LayerRecipe | LayerTree | Fault | null]

export interface TestImage {
  readonly documents: ImageDocuments
  readonly layers: readonly Layer[]
  readonly analysis: Analysis
}

/** An image as the pipeline would tell it, from its steps. */
export function imageOf(steps: readonly StepRecipe[], more: Partial<ImageDocuments> = {}): TestImage {
  const made = steps.flatMap(([, content]) => (content === null ? [] : [content]))
  const layers = made.map((content, index) => layerOf(content, index))
  const documents = { ...documentsOf(steps), ...more }
  return {
    documents,
    layers,
    analysis: analyse(documents, layers, { base: null, limits: DEFAULT_LIMITS }),
  }
}

function layerOf(content: LayerRecipe | LayerTree | Fault, index: number): Layer {
  const about = { index, diffId: digest(index), digest: null, mediaType: null }
  if ('kind' in content) return { kind: 'unreadable', ...about, fault: content }
  const tree = 'paths' in content ? content : layerTree(content)
  return { kind: 'read', ...about, transferBytes: null, tree, facts: NO_FACTS, findings: [] }
}

function documentsOf(steps: readonly StepRecipe[]): ImageDocuments {
  let next = 0
  const told = steps.map(([instruction, content], index): Step => {
    const made = content === null ? null : next++
    const created = '2024-05-01T12:00:00Z'
    return {
      ...{ index, layer: made, instruction, createdBy: instruction, created },
      ...{ comment: null, empty: made === null, reportedBytes: null },
    }
  })
  return {
    tags: ['api-service:naive'],
    digest: null,
    id: null,
    platform: { os: 'linux', architecture: 'amd64', variant: null },
    created: '2024-05-01T12:00:00Z',
    config: { ...EMPTY_CONFIG, command: ['./server'], environment: ['PATH=/usr/bin:/bin', 'PORT=8080'] },
    steps: told,
    layers: told.flatMap(({ layer: made, index }) =>
      made === null
        ? []
        : [
            {
              ...{ index: made, blob: `layer ${made}`, diffId: digest(made), digest: null },
              ...{ mediaType: null, blobBytes: null, step: index },
            },
          ],
    ),
    annotations: {},
    findings: [],
  }
}

function digest(layerIndex: number): Digest {
  const parsed = parseDigest(`sha256:${String(layerIndex).padStart(64, 'd')}`)
  if (parsed === undefined) throw new Error('This is no digest.')
  return parsed
}

/** A service built as people first build it: what one RUN leaves behind the next one deletes. */
export const NAIVE = imageOf([
  [
    'FROM (imported)',
    layer(
      'bin/ mtime=5',
      'bin/sh 120000 mode=0755',
      'bin/ls => bin/sh',
      'etc/passwd 900',
      'lib -> usr/lib',
      'usr/lib/libc.so 1900000',
    ),
  ],
  [
    'RUN apt-get update',
    layer(
      'var/lib/apt/lists/Packages 5000000',
      'var/lib/apt/lists/Release 150000',
      'var/cache/apt/pkgcache.bin 3900000',
    ),
  ],
  [
    'RUN apt-get install -y golang-go',
    layer('usr/lib/go/bin/go 12000000 mode=0755', 'usr/lib/go/pkg/fmt.a 800000', 'etc/passwd 950'),
  ],
  ['RUN rm -rf /var/lib/apt/lists/*', layer('var/lib/apt/.wh.lists')],
  ['ENV CGO_ENABLED=1', null],
  ['WORKDIR /app', layer('app/')],
  ['COPY . .', layer('app/main.go 2400', 'app/go.mod 60')],
  ['RUN go build -o server .', layer('app/server 7400000 mode=0755')],
  ['RUN chmod 0750 server', layer('app/server 7400000 mode=0750')],
  ['CMD ["./server"]', null],
])
