import type { Fetch, PullCost } from '../../analysis/compare/pull-cost.ts'

/** What it takes to bring the images to nodes. */
export interface PullCostJson {
  readonly nodes: number
  /** Bits a second into each node; `null`: not asked. */
  readonly bandwidth: number | null
  /** In the order of the images. */
  readonly images: readonly PullRowJson[]
}

export interface PullRowJson {
  /** To a node that holds nothing. */
  readonly fresh: FetchJson
  /** To a node that holds the image of --have, or else the first; `null` for the first itself. */
  readonly update: FetchJson | null
}

/** Of one node; `allNodesBytes` of all. */
export interface FetchJson {
  readonly layers: number
  readonly bytes: number | null
  readonly allNodesBytes: number | null
  /** Layers whose compressed size is unknown counted at what they unpack to. */
  readonly upperBoundBytes: number | null
  readonly estimatedBytes: number | null
  readonly allNodesUpperBoundBytes: number | null
  readonly allNodesEstimatedBytes: number | null
  readonly recompressedLayers: number
  readonly recompressedBytes: number | null
  readonly seconds: number | null
}

export function pullCostJson({ nodes, bandwidth, rows }: PullCost): PullCostJson {
  return {
    nodes,
    bandwidth,
    images: rows.map(({ fresh, update }) => ({
      fresh: fetchJson(fresh, nodes),
      update: update === null ? null : fetchJson(update, nodes),
    })),
  }
}

function fetchJson({ milliseconds, ...fetch }: Fetch, nodes: number): FetchJson {
  const timesNodes = (bytes: number | null) => (bytes === null ? null : bytes * nodes)
  return {
    ...fetch,
    allNodesBytes: timesNodes(fetch.bytes),
    allNodesUpperBoundBytes: timesNodes(fetch.upperBoundBytes),
    allNodesEstimatedBytes: timesNodes(fetch.estimatedBytes),
    seconds: milliseconds === null ? null : milliseconds / 1000,
  }
}
