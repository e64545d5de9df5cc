import { baseFigures } from '../../analysis/base/base-figures.ts'
import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'
import { formatPlatform } from '../../image/platform.ts'
import { type CsvColumn, csvPieces, csvText } from '../csv.ts'
import { displayText } from '../display-name.ts'

/** `layerscope compare … --format csv`: one row an image, exact figures; unknown is empty. */
export function compareCsv({ rows }: ImageTable): Iterable<string> {
  return csvPieces(COLUMNS, rows)
}

const COLUMNS: readonly CsvColumn<ImageRow>[] = [
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
