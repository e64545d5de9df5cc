import { createHash } from 'node:crypto'
import { layer, layerTree } from '../../../fixtures/recipe/recipe.ts'
import { analyse } from '../../../src/analysis/analyse.ts'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import type { BaseImage } from '../../../src/analysis/base/base-image.ts'
import { EMPTY_CONFIG } from '../../../src/image/config.ts'
import { type Digest, digestOfHex } from '../../../src/image/digest.ts'
import { NO_FACTS } from '../../../src/image/facts/fact.ts'
import type { Platform } from '../../../src/image/platform.ts'
import { matchSteps } from '../../../src/image/steps.ts'
import type { Layer } from '../../../src/tree/layer.ts'

/** How an image was built, besides its steps. */
export interface BuildOptions {
  readonly builder: 'classic' | 'buildkit'
  readonly baseLayers?: number
  readonly platform?: Platform
  /** Called so, blobs are known; equal layers of two names are other blobs. */
  readonly blobs?: string
}

/**
 * An image by its steps, a line each: when it was made (any word), what the builder recorded, and the layer's entries.
 * Steps beneath a line `---` are of the base, which somebody else built.
 *
 *     1 ::                                  :: bin/sh 10
 *     ---
 *     2 :: |1 V=2 /bin/sh -c make           :: out 5
 *     2 :: /bin/sh -c #(nop)  CMD ["out"]
 *
 * A layer without a record was imported.
 */
export function buildOf(options: BuildOptions, ...lines: readonly string[]): Analysis {
  const border = lines.indexOf('---')
  const steps = lines.filter(line => line !== '---').map(readLine)
  const matched = matchSteps(
    steps.map(({ created, createdBy, entries }, at) => ({
      createdBy,
      created,
      comment: commentOf(options, createdBy, at < border),
      empty: entries === null,
      reportedBytes: null,
    })),
    steps.filter(({ entries }) => entries !== null).length,
  )
  const layers = steps.flatMap(({ entries }) => (entries === null ? [] : [entries])).map(toLayer(options))
  const documents = {
    tags: [],
    digest: null,
    id: null,
    platform: options.platform ?? { os: 'linux', architecture: 'amd64', variant: null },
    created: null,
    config: EMPTY_CONFIG,
    steps: matched.steps,
    layers: layers.map(({ diffId, digest, mediaType }, index) => ({
      index,
      blob: `layer ${index}`,
      diffId,
      digest,
      mediaType,
      blobBytes: null,
      step: matched.stepOfLayer[index] ?? null,
    })),
    annotations: {},
    findings: [],
  }
  const { baseLayers } = options
  const base: BaseImage | null =
    baseLayers === undefined ? null : { layers: baseLayers, certainty: 'stated', name: null, evidence: [] }
  return analyse(documents, layers, { base })
}

function commentOf({ builder }: BuildOptions, createdBy: string, isBase: boolean): string | null {
  if (createdBy === '') return 'Imported from -'
  return builder === 'buildkit' && !isBase ? 'buildkit.dockerfile.v0' : null
}

interface StepLine {
  readonly created: string | null
  readonly createdBy: string
  readonly entries: readonly string[] | null
}

function readLine(line: string): StepLine {
  const [created = '', createdBy = '', entries] = line.split(' :: ').map(part => part.trim())
  return {
    created: created === '' ? null : created,
    createdBy,
    entries:
      entries === undefined
        ? null
        : entries.split(';').flatMap(each => (each.trim() === '' ? [] : [each.trim()])),
  }
}

function toLayer({ blobs }: BuildOptions) {
  return (entries: readonly string[], index: number): Layer => {
    const diffId = digestOf(JSON.stringify(entries))
    if (entries.includes('unreadable'))
      return {
        kind: 'unreadable',
        index,
        diffId,
        digest: null,
        mediaType: null,
        fault: { kind: 'missingBlob', what: `Layer ${index}`, blob: 'gone' },
      }
    return {
      kind: 'read',
      index,
      diffId,
      digest: blobs === undefined ? null : digestOf(`${blobs} ${entries.join()}`),
      mediaType: null,
      transferBytes: blobs === undefined ? null : 7,
      tree: layerTree(layer(...entries)),
      facts: NO_FACTS,
      findings: [],
    }
  }
}

function digestOf(text: string): Digest {
  const digest = digestOfHex(createHash('sha256').update(text).digest('hex'))
  if (digest === undefined) throw new Error('sha256 is no digest')
  return digest
}
