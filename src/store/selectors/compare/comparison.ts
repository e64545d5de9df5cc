import type { Analysis } from '../../../analysis/analysis.ts'
import { type Alignable, alignLayers, pairedRow } from '../../../analysis/compare/align-layers.ts'
import { compareImages } from '../../../analysis/compare/compare-images.ts'
import { compareLayers, compareStacks } from '../../../analysis/compare/compare-layers.ts'
import type { LayerRow } from '../../../analysis/compare/image-comparison.ts'
import type { MergedTree } from '../../../tree/merged-tree.ts'
import type { Extent, Pair, Side } from '../../compare-state.ts'
import type { State } from '../../state.ts'
import { extentKey } from './pair.ts'

/** Two sides that were read, compared. */
export interface Compared {
  readonly a: Analysis
  readonly b: Analysis
  readonly layers: readonly LayerRow[]
  /** `null`: a layer that could not be read is all there is to compare. */
  readonly tree: MergedTree | null
  /** The layer each side's tree is of, when it is of one layer alone: there it is layer 0. */
  readonly alone: { readonly a: number; readonly b: number } | null
}

/** The comparison of a pair; `undefined` until both sides are read. */
export function comparedPair({ images }: State, pair: Pair): Compared | undefined {
  const [a, b] = [images.get(pair.a.image), images.get(pair.b.image)]
  if (a?.kind !== 'ready' || b?.kind !== 'ready') return undefined
  return remembered(a.analysis, b.analysis, pair)
}

const kept = new WeakMap<Analysis, WeakMap<Analysis, Map<string, Compared>>>()

/** Kept as long as both analyses are, so that every key press asks for nothing new. */
function remembered(a: Analysis, b: Analysis, pair: Pair): Compared {
  const ofA = kept.get(a) ?? new WeakMap<Analysis, Map<string, Compared>>()
  kept.set(a, ofA)
  const ofBoth = ofA.get(b) ?? new Map<string, Compared>()
  ofA.set(b, ofBoth)
  const key = `${extentKey(pair.a.extent)}|${extentKey(pair.b.extent)}`
  const known = ofBoth.get(key)
  if (known !== undefined) return known
  const compared = compareSides(a, b, pair)
  ofBoth.set(key, compared)
  return compared
}

function compareSides(a: Analysis, b: Analysis, { a: sideA, b: sideB }: Pair): Compared {
  const [ofA, ofB] = [sideA.extent, sideB.extent]
  if (ofA.kind === 'image' && ofB.kind === 'image') {
    const { layers, paths } = compareImages(a, b)
    return { a, b, layers, tree: paths, alone: null }
  }
  if (ofA.kind === 'layer' && ofB.kind === 'layer') return compareTwoLayers(a, ofA.layer, b, ofB.layer)
  const [lastA, lastB] = [lastLayer(a, ofA), lastLayer(b, ofB)]
  const layers = alignLayers(upTo(a, lastA), upTo(b, lastB))
  return { a, b, layers, tree: compareStacks(a, lastA, b, lastB), alone: null }
}

function compareTwoLayers(a: Analysis, indexA: number, b: Analysis, indexB: number): Compared {
  const [layerA, layerB] = [a.layers[indexA], b.layers[indexB]]
  const tree = layerA === undefined || layerB === undefined ? null : compareLayers(layerA, layerB)
  return { a, b, layers: [pairedRow(a, b, [indexA, indexB])], tree, alone: { a: indexA, b: indexB } }
}

function lastLayer({ layers }: Analysis, extent: Extent): number {
  return extent.kind === 'image' ? layers.length - 1 : extent.layer
}

function upTo({ documents, layers, figures }: Analysis, last: number): Alignable {
  return { documents, layers: layers.slice(0, last + 1), figures: figures.slice(0, last + 1) }
}

/** Unpacked bytes of what a side is about; `null` while, or because, they are unknown. */
export function unpackedBytesOf({ images }: State, { image, extent }: Side): number | null {
  const found = images.get(image)
  if (found?.kind !== 'ready') return null
  const { unpackedBytes, figures } = found.analysis
  if (extent.kind === 'image') return unpackedBytes
  if (extent.kind === 'layer') return figures[extent.layer]?.unpackedBytes ?? null
  let sum = 0
  for (const figure of figures.slice(0, extent.layer + 1)) {
    if (figure.unpackedBytes === null) return null
    sum += figure.unpackedBytes
  }
  return sum
}
