import type { Digest } from '../../image/digest.ts'
import type { ImageDocuments } from '../../image/image.ts'
import type { Layer } from '../../tree/layer.ts'
import { filesKey, haveSameFiles } from '../../tree/layer-files.ts'
import type { Analysis } from '../analysis.ts'
import { heaviestPairs, type Key, type Pair } from './heaviest-pairs.ts'
import type { LayerRow } from './image-comparison.ts'

/**
 * Aligns the layers of two images by what they are, never by position (semantics §7): first those with the same
 * diffId, those that hold nothing last; then, only inside the gaps, those with the same files; then those with the
 * same instruction. Rows never cross. What is left stands alone, A's before B's in each gap.
 */
export function alignLayers(a: Alignable, b: Alignable): readonly LayerRow[] {
  let pairs: readonly Pair[] = []
  for (const keysOf of KEYS) {
    const [keysA, keysB] = [keysOf(a), keysOf(b)]
    const weights = weighKeys([a, keysA], [b, keysB])
    pairs = fillGaps(pairs, keysA, keysB, key => weights.get(key) ?? 0)
  }
  return rowsOf(a, b, pairs)
}

/** What of an image alignment depends on; layers stand at their index. */
export interface Alignable extends Pick<Analysis, 'layers' | 'figures'> {
  readonly documents: Pick<ImageDocuments, 'layers' | 'steps'>
}

type KeysOf = (image: Alignable) => readonly Key[]

/** What makes layers counterparts, surest first. */
const KEYS: readonly KeysOf[] = [
  ({ layers }) => layers.map(layer => (holdsNothing(layer) ? null : layer.diffId)),
  ({ layers }) => layers.map(layer => layer.diffId),
  ({ layers }) => layers.map(layer => (layer.kind === 'read' ? filesKey(layer.tree) : null)),
  image => image.layers.map((_, index) => instructionKey(instructionOf(image, index))),
]

/** Builders write the same empty layer for every WORKDIR that exists: it tells nothing of where it belongs. */
function holdsNothing(layer: Layer): boolean {
  return layer.kind === 'read' && layer.tree.entries === 0
}

/** The classic builder records a checksum of what was copied: it belongs to the files, not to the instruction. */
function instructionKey(instruction: string | null): Key {
  if (instruction === null || instruction === '') return null
  return instruction.replace(/\b(file|dir|multi):[0-9a-f]{12,}…?/g, '$1')
}

export function instructionOf({ documents }: Pick<Alignable, 'documents'>, layer: number): string | null {
  const step = documents.layers[layer]?.step ?? null
  return step === null ? null : (documents.steps[step]?.instruction ?? null)
}

/** What a key weighs: the unpacked bytes of the largest layer that has it, so that A and B count alike. */
function weighKeys(...sides: readonly (readonly [Alignable, readonly Key[]])[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  for (const [{ figures }, keys] of sides) {
    for (const [index, key] of keys.entries()) {
      if (key === null) continue
      weights.set(key, Math.max(weights.get(key) ?? 0, figures[index]?.unpackedBytes ?? 0))
    }
  }
  return weights
}

/** The pairs there are, and those found between them. */
function fillGaps(
  pairs: readonly Pair[],
  a: readonly Key[],
  b: readonly Key[],
  weightOf: (key: string) => number,
): readonly Pair[] {
  const filled: Pair[] = []
  let [nextA, nextB] = [0, 0]
  for (const end of [...pairs, null]) {
    const [endA, endB] = end ?? [a.length, b.length]
    const found = heaviestPairs(a.slice(nextA, endA), b.slice(nextB, endB), weightOf)
    for (const [x, y] of found) filled.push([x + nextA, y + nextB])
    if (end !== null) filled.push(end)
    nextA = endA + 1
    nextB = endB + 1
  }
  return filled
}

function rowsOf(a: Alignable, b: Alignable, pairs: readonly Pair[]): readonly LayerRow[] {
  const rows: LayerRow[] = []
  let [nextA, nextB] = [0, 0]
  for (const pair of [...pairs, null]) {
    const [endA, endB] = pair ?? [a.layers.length, b.layers.length]
    for (; nextA < endA; nextA++) rows.push(loneRow('onlyA', a, nextA))
    for (; nextB < endB; nextB++) rows.push(loneRow('onlyB', b, nextB))
    if (pair !== null) rows.push(pairedRow(a, b, pair))
    nextA = endA + 1
    nextB = endB + 1
  }
  return rows
}

function loneRow(state: 'onlyA' | 'onlyB', image: Alignable, index: number): LayerRow {
  const instruction = instructionOf(image, index)
  const isA = state === 'onlyA'
  return {
    state,
    a: isA ? index : null,
    b: isA ? null : index,
    instructionA: isA ? instruction : null,
    instructionB: isA ? null : instruction,
    compressionUnknown: false,
    filesKnown: image.layers[index]?.kind === 'read',
  }
}

/** The row of two layers, whatever paired them. */
export function pairedRow(a: Alignable, b: Alignable, [indexA, indexB]: Pair): LayerRow {
  const [layerA, layerB] = [a.layers[indexA], b.layers[indexB]]
  const row = {
    a: indexA,
    b: indexB,
    instructionA: instructionOf(a, indexA),
    instructionB: instructionOf(b, indexB),
    compressionUnknown: false,
    filesKnown: layerA?.kind === 'read' && layerB?.kind === 'read',
  }
  if (layerA === undefined || layerB === undefined) return { ...row, state: 'changed' }
  if (layerA.diffId !== null && layerA.diffId === layerB.diffId)
    return { ...row, ...compression(layerA, layerB) }
  if (layerA.kind !== 'read' || layerB.kind !== 'read') return { ...row, state: 'changed' }
  return { ...row, state: haveSameFiles(layerA.tree, layerB.tree) ? 'sameFiles' : 'changed' }
}

function compression(a: Layer, b: Layer): Pick<LayerRow, 'state' | 'compressionUnknown'> {
  const [digestA, digestB] = [pushedDigest(a), pushedDigest(b)]
  const known = digestA !== null && digestB !== null
  return { state: known && digestA !== digestB ? 'recompressed' : 'shared', compressionUnknown: !known }
}

/**
 * The digest of the blob that is pushed and pulled. A source that holds a layer uncompressed (`docker save`) may name
 * it by its diffId, which says nothing of the blob in a registry.
 */
export function pushedDigest(layer: Layer): Digest | null {
  if (layer.kind === 'read' && layer.transferBytes === null) return null
  return layer.digest === layer.diffId ? null : layer.digest
}
