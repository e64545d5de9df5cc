import type { Finding } from '../image/finding.ts'
import type { ImageDocuments } from '../image/image.ts'
import { DEFAULT_LIMITS, type Limits } from '../image/limits.ts'
import { overlayInSlices } from '../tree/build-overlay.ts'
import type { Layer, ReadLayer } from '../tree/layer.ts'
import type { Overlay } from '../tree/overlay.ts'
import { atOnce, type Slices } from '../tree/slices.ts'
import { stackedView } from '../tree/tree-view.ts'
import type { Analysis } from './analysis.ts'
import type { BaseImage } from './base/base-image.ts'
import { diveFigures } from './dive.ts'
import { findDuplicates } from './duplicates.ts'
import { layerFigures, sumKnown } from './figures.ts'
import { unknownWaste, wasteOf } from './waste.ts'

export interface AnalyseOptions {
  /** Where the base image ends; `null` when nobody knows. */
  readonly base: BaseImage | null
  readonly limits?: Limits
}

/** Every figure of an image, from its documents and its layers, lowest first. Throws `limitExceeded` like `buildOverlay`. */
export function analyse(
  documents: ImageDocuments,
  layers: readonly Layer[],
  options: AnalyseOptions,
): Analysis {
  return atOnce(analysisInSlices(documents, layers, options))
}

/** The same in slices: of a million entries it takes seconds, and somebody may press keys meanwhile. */
export function* analysisInSlices(
  documents: ImageDocuments,
  layers: readonly Layer[],
  { base, limits = DEFAULT_LIMITS }: AnalyseOptions,
): Slices<Analysis> {
  const trees = layers.map(layer => (layer.kind === 'read' ? layer.tree : undefined))
  const read = trees.filter(tree => tree !== undefined)
  const complete = read.length === layers.length
  const dive = complete ? yield* diveFigures(read) : null // first: what it needs is gone before the overlay is there
  const overlay = yield* overlayInSlices(trees, limits)
  const figures = yield* layerFigures(layers, overlay)
  return {
    complete,
    documents,
    layers,
    overlay,
    unpackedBytes: sumKnown(figures.map(({ unpackedBytes }) => unpackedBytes)),
    transferBytes: sumKnown(figures.map(({ transferBytes }) => transferBytes)),
    figures,
    findings: allFindings(documents, layers, overlay),
    base,
    dive,
    ...(complete ? yield* finalFigures(overlay) : UNKNOWN_FINAL),
    waste: complete ? yield* wasteOf(overlay, figures, base?.layers ?? null) : unknownWaste(overlay),
  }
}

type FinalFigures = Pick<Analysis, 'finalBytes' | 'files' | 'duplicates'>

/** What the final tree tells, when every layer was read. */
function* finalFigures(overlay: Overlay): Slices<FinalFigures> {
  const final = stackedView(overlay, overlay.layers.length - 1)
  return {
    finalBytes: final.bytes[0] ?? 0,
    files: final.files[0] ?? 0,
    duplicates: yield* findDuplicates(final),
  }
}

const UNKNOWN_FINAL: FinalFigures = {
  finalBytes: null,
  files: null,
  duplicates: { bytes: null, items: [] },
}

/** The documents' findings first, then layer by layer: what reading, its names and its application turned up. */
function allFindings(
  documents: ImageDocuments,
  layers: readonly Layer[],
  overlay: Overlay,
): readonly Finding[] {
  const applied = Map.groupBy(overlay.findings, ({ layer }) => layer)
  return documents.findings.concat(
    layers.flatMap((layer, index) => [
      ...(layer.kind === 'read' ? readingFindings(layer, index) : []),
      ...(applied.get(index) ?? []),
    ]),
  )
}

/** A layer tree does not know its layer's number. */
function readingFindings(layer: ReadLayer, index: number): readonly Finding[] {
  return [...layer.findings, ...layer.tree.findings].map(finding => ({ ...finding, layer: index }))
}
