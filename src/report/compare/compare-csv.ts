import { baseFigures } from '../../analysis/base/base-figures.ts'
import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'
import type { PullCost } from '../../analysis/compare/pull-cost.ts'
import { formatPlatform } from '../../image/platform.ts'
import { type CsvColumn, csvPieces, csvText } from '../csv.ts'
import { displayText } from '../display-name.ts'
import { type FetchJson, pullCostJson } from '../json/pull-cost-json.ts'
import { type SharedMeasure, sharedAmount } from './shared-amount.ts'

/**
 * `layerscope compare … --format csv`: one row an image, exact figures; unknown is empty. Behind what is told of each
 * image: what pulling it takes, and what it shares with every row, the first being 1 (on the diagonal, all of it).
 */
export function compareCsv(table: ImageTable, cost: PullCost): Iterable<string> {
  const imageColumns = IMAGE_COLUMNS.map(({ name, value }) => ({
    name,
    value: (at: number) => {
      const row = table.rows[at]
      return row === undefined ? null : value(row)
    },
  }))
  return csvPieces([...imageColumns, ...pullColumns(cost), ...sharingColumns(table)], table.rows.keys())
}

function pullColumns(cost: PullCost): readonly CsvColumn<number>[] {
  const { nodes, bandwidth, images } = pullCostJson(cost)
  return [
    { name: 'nodes', value: () => nodes },
    { name: 'bandwidth', value: () => bandwidth },
    ...FETCH_FIELDS.map(name => ({
      name: `fresh.${name}`,
      value: (at: number) => images[at]?.fresh[name] ?? null,
    })),
    ...FETCH_FIELDS.map(name => ({
      name: `update.${name}`,
      value: (at: number) => images[at]?.update?.[name] ?? null,
    })),
  ]
}

const FETCH_FIELDS = [
  'layers',
  'bytes',
  'upperBoundBytes',
  'estimatedBytes',
  'allNodesBytes',
  'allNodesUpperBoundBytes',
  'allNodesEstimatedBytes',
  'recompressedLayers',
  'recompressedBytes',
  'seconds',
] as const satisfies readonly (keyof FetchJson)[]

function sharingColumns(table: ImageTable): readonly CsvColumn<number>[] {
  return table.rows.flatMap((_, other) => [
    { name: `sharedBytesWith${other + 1}`, value: (at: number) => sharedBytes(table, at, other, 'unpacked') },
    {
      name: `sharedTransferBytesWith${other + 1}`,
      value: (at: number) => sharedBytes(table, at, other, 'transfer'),
    },
  ])
}

function sharedBytes(table: ImageTable, one: number, other: number, measure: SharedMeasure): number | null {
  const amount = sharedAmount(table, one, other, measure)
  return 'bytes' in amount ? amount.bytes : 0
}

const IMAGE_COLUMNS: readonly CsvColumn<ImageRow>[] = [
  { name: 'reference', value: row => displayText(row.reference) },
  { name: 'source', value: row => displayText(row.source) },
  { name: 'platform', value: row => displayText(formatPlatform(row.analysis.documents.platform)) },
  { name: 'complete', value: row => row.analysis.complete },
  { name: 'unpackedBytes', value: row => row.analysis.unpackedBytes },
  { name: 'finalBytes', value: row => row.analysis.finalBytes },
  { name: 'transferBytes', value: row => row.analysis.transferBytes },
  { name: 'wastedBytes', value: row => row.analysis.waste.bytes },
  { name: 'layers', value: row => row.analysis.layers.length },
  { name: 'files', value: row => row.analysis.files },
  { name: 'deltaBytes', value: row => row.deltaBytes },
  { name: 'reductionToFirst', value: row => row.reductionToFirst },
  { name: 'reductionToLargest', value: row => row.reductionToLargest },
  { name: 'sharedBytes', value: row => row.sharedBytes },
  { name: 'uniqueBytes', value: row => row.uniqueBytes },
  { name: 'baseLayers', value: row => row.baseLayers },
  { name: 'baseName', value: row => csvText(row.analysis.base?.name) },
  { name: 'baseCertainty', value: row => csvText(row.analysis.base?.certainty) },
  { name: 'baseBytes', value: row => baseFigures(row.analysis)?.base.unpackedBytes ?? null },
  { name: 'user', value: row => csvText(row.traits?.user) },
  { name: 'shell', value: row => csvText(row.traits?.shell) },
  { name: 'packageManager', value: row => csvText(row.traits?.packageManager) },
  { name: 'packages', value: row => row.packages?.items.length ?? null },
  { name: 'caCertificates', value: row => row.traits?.caCertificates ?? null },
  { name: 'timeZones', value: row => row.traits?.timeZones ?? null },
  { name: 'entrypoint', value: row => csvText(row.traits?.entrypoint.program) },
  { name: 'entrypointKind', value: row => csvText(row.traits?.entrypoint.kind) },
  { name: 'tools', value: row => row.traits?.tools.count ?? null },
  { name: 'notableTools', value: row => csvText(row.traits?.tools.notable.join(' ')) },
]
