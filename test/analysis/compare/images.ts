import { createHash } from 'node:crypto'
import { layer, layerTree } from '../../../fixtures/recipe/recipe.ts'
import { analyse } from '../../../src/analysis/analyse.ts'
import type { Analysis } from '../../../src/analysis/analysis.ts'
import { EMPTY_CONFIG, type ImageConfig } from '../../../src/image/config.ts'
import { type Digest, digestOfHex } from '../../../src/image/digest.ts'
import { NO_FACTS } from '../../../src/image/facts/fact.ts'
import type { ImageDocuments } from '../../../src/image/image.ts'
import type { Platform } from '../../../src/image/platform.ts'
import type { Layer } from '../../../src/tree/layer.ts'

/** A layer as a test describes it. */
export interface LayerText {
  /** Lines of `fixtures/recipe`; the same lines are the same diffId. */
  readonly lines: readonly string[]
  readonly instruction?: string
  /** What the blob as pushed is called; without it the source holds the layer uncompressed. */
  readonly blob?: string
  readonly transferBytes?: number
  readonly unreadable?: true
}

export interface ImageText {
  readonly layers: readonly LayerText[]
  readonly config?: Partial<ImageConfig>
  readonly platform?: Platform
}

export function imageOf({ layers, config = {}, platform = AMD64 }: ImageText): Analysis {
  const documents: ImageDocuments = {
    tags: [],
    digest: null,
    id: null,
    platform,
    created: null,
    config: { ...EMPTY_CONFIG, ...config },
    steps: layers.map(({ instruction = '' }, index) => ({
      index,
      layer: index,
      instruction,
      createdBy: instruction,
      created: null,
      comment: null,
      empty: false,
      reportedBytes: null,
    })),
    layers: layers.map((text, index) => ({
      index,
      blob: `layer ${index}`,
      diffId: diffIdOf(text),
      digest: digestOf(text),
      mediaType: null,
      blobBytes: null,
      step: text.instruction === undefined ? null : index,
    })),
    annotations: {},
    findings: [],
  }
  return analyse(documents, layers.map(toLayer), { base: null })
}

/** `{ lines: ['a 10'] }` from `'a 10'`, several lines apart by `; `, and an instruction in front of `|`. */
export function text(line: string): LayerText {
  const [entries = '', instruction] = line.split('|').reverse()
  const lines = entries.split(';').flatMap(each => (each.trim() === '' ? [] : [each.trim()]))
  return { lines, ...(instruction === undefined ? {} : { instruction: instruction.trim() }) }
}

export function imageOfTexts(...lines: readonly string[]): Analysis {
  return imageOf({ layers: lines.map(text) })
}

const AMD64: Platform = { os: 'linux', architecture: 'amd64', variant: null }

function toLayer(text: LayerText, index: number): Layer {
  const shared = { index, diffId: diffIdOf(text), mediaType: null }
  if (text.unreadable)
    return {
      ...shared,
      kind: 'unreadable',
      digest: digestOf(text),
      fault: { kind: 'missingBlob', what: `Layer ${index}`, blob: 'gone' },
    }
  return {
    ...shared,
    kind: 'read',
    digest: digestOf(text),
    transferBytes: text.blob === undefined ? null : (text.transferBytes ?? 1),
    tree: layerTree(layer(...text.lines)),
    facts: NO_FACTS,
    findings: [],
  }
}

export function diffIdOf({ lines }: LayerText): Digest {
  return digestOfText(JSON.stringify(lines))
}

function digestOf({ blob }: LayerText): Digest | null {
  return blob === undefined ? null : digestOfText(`blob ${blob}`)
}

function digestOfText(text: string): Digest {
  const digest = digestOfHex(createHash('sha256').update(text).digest('hex'))
  if (digest === undefined) throw new Error('sha256 is no digest')
  return digest
}
