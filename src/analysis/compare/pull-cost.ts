import type { Digest } from '../../image/digest.ts'
import type { Layer } from '../../tree/layer.ts'
import type { Analysis } from '../analysis.ts'
import { pushedDigest } from './align-layers.ts'

/** What it takes to bring images to machines (semantics §7). */
export interface PullCost {
  readonly nodes: number
  /** Bits a second into each node; `null`: not asked. */
  readonly bandwidth: number | null
  /** One row an image, in their order. */
  readonly rows: readonly PullRow[]
}

export interface PullRow {
  /** To a node that holds nothing. */
  readonly fresh: Fetch
  /** To a node that holds another image already; `null` for the first where it is that one, and when it is unknown. */
  readonly update: Fetch | null
}

/** Blobs fetched by one node; all nodes together fetch so many times that. */
export interface Fetch {
  readonly layers: number
  /** Compressed bytes; `null` when the source does not hold the compressed blob of a layer. */
  readonly bytes: number | null
  /** With the layers whose compressed size is unknown at what they unpack to: at most this much. */
  readonly upperBoundBytes: number | null
  /** The same with those layers as we compressed them ourselves; `null` unless that was asked for. */
  readonly estimatedBytes: number | null
  /** Of it, layers the node has under another digest: the same content, fetched again. */
  readonly recompressedLayers: number
  readonly recompressedBytes: number | null
  /** For all nodes, one after another's bytes side by side: the time of one. `null` without a bandwidth. */
  readonly milliseconds: number | null
}

export interface PullOptions {
  readonly nodes: number
  readonly bandwidth: number | null
  readonly held: Held
  /** Compressed bytes by diffId, as measured by compressing. */
  readonly estimates: ReadonlyMap<Digest, number>
}

/** What nodes hold already. */
export type Held =
  /** The first of the images. */
  | { readonly kind: 'first' }
  | { readonly kind: 'image'; readonly analysis: Analysis }
  /** An image that is not read, or could not be. */
  | { readonly kind: 'unknown' }

/** The cost of each image, to an empty node and to one that holds an image already. */
export function pullCost(images: readonly Analysis[], options: PullOptions): PullCost {
  const held = heldLayers(images, options.held)
  return {
    nodes: options.nodes,
    bandwidth: options.bandwidth,
    rows: images.map((image, at) => ({
      fresh: fetchOf(image, [], options),
      update:
        held === null || (options.held.kind === 'first' && at === 0) ? null : fetchOf(image, held, options),
    })),
  }
}

function heldLayers([first]: readonly Analysis[], held: Held): readonly Layer[] | null {
  switch (held.kind) {
    case 'first':
      return first?.layers ?? null
    case 'image':
      return held.analysis.layers
    case 'unknown':
      return null
    default:
      return held satisfies never
  }
}

function fetchOf(image: Analysis, held: readonly Layer[], options: PullOptions): Fetch {
  const missing = missingLayers(image, held)
  const again = missing.filter(({ isRecompressed }) => isRecompressed)
  const bytes = sumOf(missing, ({ transferBytes }) => transferBytes)
  const upperBoundBytes = sumOf(missing, layer => layer.transferBytes ?? layer.unpackedBytes)
  const estimatedBytes = options.estimates.size === 0 ? null : sumOf(missing, estimateWith(options.estimates))
  const timed = bytes ?? estimatedBytes ?? upperBoundBytes
  return {
    layers: missing.length,
    bytes,
    upperBoundBytes,
    estimatedBytes,
    recompressedLayers: again.length,
    recompressedBytes: sumOf(again, ({ transferBytes }) => transferBytes),
    milliseconds:
      timed === null || options.bandwidth === null ? null : (timed * BITS * 1000) / options.bandwidth,
  }
}

const BITS = 8

interface MissingLayer {
  readonly diffId: Digest | null
  readonly transferBytes: number | null
  readonly unpackedBytes: number | null
  readonly isRecompressed: boolean
}

function estimateWith(estimates: ReadonlyMap<Digest, number>): (layer: MissingLayer) => number | null {
  return ({ transferBytes, diffId }) =>
    transferBytes ?? (diffId === null ? null : (estimates.get(diffId) ?? null))
}

/** The layers a node lacks; one that stands twice in the image is fetched once. */
function missingLayers({ layers, figures }: Analysis, held: readonly Layer[]): MissingLayer[] {
  const heldDigests = new Set(held.map(pushedDigest))
  const heldDiffIds = Map.groupBy(held, ({ diffId }) => diffId)
  const fetched = new Set<string>()
  return layers.flatMap(layer => {
    const digest = pushedDigest(layer)
    const twins = layer.diffId === null ? [] : (heldDiffIds.get(layer.diffId) ?? [])
    const isHeld = digest === null ? twins.length > 0 : heldDigests.has(digest) || twins.some(hasNoDigest)
    const name = digest ?? layer.diffId
    if (isHeld || (name !== null && fetched.has(name))) return []
    if (name !== null) fetched.add(name)
    return [
      {
        diffId: layer.diffId,
        transferBytes: layer.kind === 'read' ? layer.transferBytes : null,
        unpackedBytes: figures[layer.index]?.unpackedBytes ?? null,
        isRecompressed: twins.length > 0,
      },
    ]
  })
}

/** An unknown digest counts as the same. */
function hasNoDigest(layer: Layer): boolean {
  return pushedDigest(layer) === null
}

function sumOf(
  layers: readonly MissingLayer[],
  bytesOf: (layer: MissingLayer) => number | null,
): number | null {
  let sum = 0
  for (const layer of layers) {
    const bytes = bytesOf(layer)
    if (bytes === null) return null
    sum += bytes
  }
  return sum
}
