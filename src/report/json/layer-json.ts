import type { Analysis, LayerFigures } from '../../analysis/analysis.ts'
import { categoriesOf } from '../../analysis/contents/categories.ts'
import type { CategoryBytes } from '../../analysis/contents/category.ts'
import { explain, type Fault } from '../../errors.ts'
import type { Layer } from '../../tree/layer.ts'
import { type FileJson, layerFilesJson } from './file-json.ts'
import { Streamed } from './json-pieces.ts'
import { type LayerRecordJson, layerRecordJson } from './record-json.ts'

/** One layer: what it is, and its figures; every figure of an unreadable one is `null`. */
export interface LayerJson {
  readonly index: number
  readonly state: 'read' | 'unreadable'
  readonly fault: FaultJson | null
  readonly diffId: string | null
  readonly digest: string | null
  readonly mediaType: string | null
  readonly step: number | null
  readonly instruction: string | null
  /** Whether it belongs to the base image. */
  readonly base: boolean
  readonly unpackedBytes: number | null
  readonly transferBytes: number | null
  readonly entries: number | null
  readonly added: number | null
  readonly modified: number | null
  readonly removed: number | null
  readonly contributionBytes: number | null
  readonly cumulativeBytes: number | null
  readonly wastedBytes: number | null
  /** Of the unpacked bytes, by what they are there for. */
  readonly categories: CategoryBytes | null
  /** What the layer wrote and removed; only with `--files`. */
  readonly files?: Streamed<FileJson>
  /** What opening the analysis again needs; only with `--files`. */
  readonly record?: LayerRecordJson
}

/** Why a layer could not be read. */
export interface FaultJson {
  readonly kind: string
  readonly message: string
}

export function layersJson(analysis: Analysis): LayerJson[] {
  return analysis.layers.map((layer, position) => layerJson(analysis, layer, analysis.figures[position]))
}

/** The same with the files of each readable layer. */
export function layersWithFilesJson(analysis: Analysis): LayerJson[] {
  return layersJson(analysis).map((json, position) => {
    const layer = analysis.layers[position]
    if (layer?.kind !== 'read') return json
    const files = new Streamed(() => layerFilesJson(analysis.overlay, layer.index))
    return { ...json, files, record: layerRecordJson(layer) }
  })
}

function layerJson(analysis: Analysis, layer: Layer, figures: LayerFigures | undefined): LayerJson {
  const { steps, layers } = analysis.documents
  const step = layers[layer.index]?.step ?? null
  return {
    index: layer.index,
    state: layer.kind,
    fault: layer.kind === 'unreadable' ? faultJson(layer.fault) : null,
    diffId: layer.diffId,
    digest: layer.digest,
    mediaType: layer.mediaType,
    step,
    instruction: step === null ? null : (steps[step]?.instruction ?? null),
    base: layer.index < (analysis.base?.layers ?? 0),
    unpackedBytes: figures?.unpackedBytes ?? null,
    transferBytes: figures?.transferBytes ?? null,
    entries: figures?.entries ?? null,
    added: figures?.added ?? null,
    modified: figures?.modified ?? null,
    removed: figures?.removed ?? null,
    contributionBytes: figures?.contributionBytes ?? null,
    cumulativeBytes: figures?.cumulativeBytes ?? null,
    wastedBytes: figures?.wastedBytes ?? null,
    categories: categoriesOf(analysis).layers[layer.index] ?? null,
  }
}

function faultJson(fault: Fault): FaultJson {
  return { kind: fault.kind === 'saved' ? fault.was : fault.kind, message: explain(fault) }
}
