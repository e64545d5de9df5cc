import type { ConfigDifference } from '../../analysis/compare/compare-config.ts'
import type { ImageComparison, LayerState } from '../../analysis/compare/image-comparison.ts'
import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'
import type { ImageTraits } from '../../analysis/compare/image-traits.ts'
import type { LayerSharing } from '../../analysis/compare/layer-sharing.ts'
import type { Packages } from '../../analysis/contents/package.ts'
import type { PathCounts } from '../../tree/merged-tree.ts'
import { type EcosystemTotal, ecosystemTotals } from '../packages/package-totals.ts'
import { type ComparedFilesJson, comparedFilesJson } from './compare-files-json.ts'
import { type ImageJson, imageJson } from './image-json.ts'
import type { PullCostJson } from './pull-cost-json.ts'
import { SCHEMA_VERSION } from './schema-version.ts'

/** What `layerscope compare --json` prints. `null` = unknown. */
export interface CompareJson {
  readonly schemaVersion: string
  /** Whether every layer of every image could be read. */
  readonly complete: boolean
  readonly images: readonly ComparedImageJson[]
  /** What each two images share. */
  readonly pairs: readonly LayerSharing[]
  /** Of two images: their layers, aligned. */
  readonly layers?: readonly AlignedLayerJson[]
  readonly files?: ComparedFilesJson
  readonly totals?: TotalsJson
  readonly config?: readonly ConfigDifference[]
  readonly pullCost: PullCostJson
}

export interface ComparedImageJson {
  /** As the user typed it. */
  readonly reference: string
  readonly source: string
  readonly complete: boolean
  readonly image: ImageJson
  readonly layers: number
  readonly wastedBytes: number | null
  readonly baseLayers: number | null
  readonly deltaBytes: number | null
  readonly reductionToFirst: number | null
  readonly reductionToLargest: number | null
  readonly sharedBytes: number | null
  readonly uniqueBytes: number | null
  readonly traits: ImageTraits | null
  readonly packages: PackageCountsJson | null
}

/** How much is installed. */
export interface PackageCountsJson {
  readonly complete: boolean
  readonly count: number
  readonly bytes: number
  readonly ecosystems: readonly EcosystemTotal[]
}

export interface AlignedLayerJson {
  readonly state: LayerState
  readonly a: number | null
  readonly b: number | null
  readonly instructionA: string | null
  readonly instructionB: string | null
  readonly compressionUnknown: boolean
  readonly filesKnown: boolean
}

/** a − removed − shrunk + added + grown = b; `null` where a layer could not be read. */
export interface TotalsJson {
  readonly a: number | null
  readonly b: number | null
  readonly added: number | null
  readonly removed: number | null
  readonly grown: number | null
  readonly shrunk: number | null
  readonly paths: PathCounts
}

/** `comparison`: of two images only. */
export function compareJson(
  table: ImageTable,
  comparison: ImageComparison | null,
  pullCost: PullCostJson,
): CompareJson {
  return {
    schemaVersion: SCHEMA_VERSION,
    complete: table.rows.every(({ analysis }) => analysis.complete),
    images: table.rows.map(comparedImageJson),
    pairs: table.pairs,
    ...(comparison === null ? {} : comparisonJson(comparison)),
    pullCost,
  }
}

function comparedImageJson(row: ImageRow): ComparedImageJson {
  const { reference, source, analysis } = row
  return {
    reference,
    source,
    complete: analysis.complete,
    image: imageJson(analysis),
    layers: analysis.layers.length,
    wastedBytes: analysis.waste.bytes,
    baseLayers: row.baseLayers,
    deltaBytes: row.deltaBytes,
    reductionToFirst: row.reductionToFirst,
    reductionToLargest: row.reductionToLargest,
    sharedBytes: row.sharedBytes,
    uniqueBytes: row.uniqueBytes,
    traits: row.traits,
    packages: row.packages === null ? null : packageCountsJson(row.packages),
  }
}

function packageCountsJson(packages: Packages): PackageCountsJson {
  const { complete, items, bytes } = packages
  return { complete, count: items.length, bytes, ecosystems: ecosystemTotals(packages) }
}

function comparisonJson(comparison: ImageComparison) {
  return {
    layers: comparison.layers,
    files: comparedFilesJson(comparison.paths),
    totals: totalsJson(comparison),
    config: comparison.config,
  }
}

/** Of images read in part, figures of the part would pass for the whole. */
function totalsJson({ a, b, complete, paths: { totals } }: ImageComparison): TotalsJson {
  const { added, removed, grown, shrunk, counts } = totals
  const sums = { added, removed, grown, shrunk }
  const unknown = { added: null, removed: null, grown: null, shrunk: null }
  return { a: a.finalBytes, b: b.finalBytes, ...(complete ? sums : unknown), paths: counts }
}
