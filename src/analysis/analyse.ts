import type { Finding } from '../image/finding.ts'
import type { ImageDocuments } from '../image/image.ts'
import { DEFAULT_LIMITS, type Limits } from '../image/limits.ts'
import { overlayInSlices } from '../tree/build-overlay.ts'
import type { Layer, ReadLayer } from '../tree/layer.ts'
import type { LayerTree } from '../tree/layer-tree.ts'
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
  const overlay = yield* overlayInSlices(trees, limits)
  const figures = yield* layerFigures(layers, overlay)
  const read = trees.filter(tree => tree !== undefined)
  return {
    complete: read.length === layers.length,
    documents,
    layers,
    overlay,
    unpackedBytes: sumKnown(figures.map(({ unpackedBytes }) => unpackedBytes)),
    transferBytes: sumKnown(figures.map(({ transferBytes }) => transferBytes)),
    figures,
    findings: allFindings(documents, layers, overlay),
    base,
    ...(read.length === layers.length
      ? yield* wholeFigures(overlay, read, figures, base?.layers ?? null)
      : unknownFigures(overlay)),
  }
}

type WholeFigures = Pick<Analysis, 'finalBytes' | 'files' | 'waste' | 'duplicates' | 'dive'>

/** What can only be told when every layer was read. */
function* wholeFigures(
  overlay: Overlay,
  trees: readonly LayerTree[],
  figures: Analysis['figures'],
  baseLayers: number | null,
): Slices<WholeFigures> {
  const final = stackedView(overlay, trees.length - 1)
  return {
    finalBytes: final.bytes[0] ?? 0,
    files: final.files[0] ?? 0,
    waste: yield* wasteOf(overlay, figures, baseLayers),
    duplicates: yield* findDuplicates(final),
    dive: yield* diveFigures(trees),
  }
}

function unknownFigures(overlay: Overlay): WholeFigures {
  return {
    finalBytes: null,
    files: null,
    waste: unknownWaste(overlay),
    duplicates: { bytes: null, items: [] },
    dive: null,
  }
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
