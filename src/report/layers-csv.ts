import type { Analysis } from '../analysis/analysis.ts'
import { type CsvColumn, csvPieces, csvText } from './csv.ts'
import { displayText } from './display-name.ts'
import { type LayerJson, layersJson } from './json/layer-json.ts'

/** `layerscope IMAGE --format csv`: one row a layer. */
export function layersCsv(analysis: Analysis): Iterable<string> {
  return csvPieces(COLUMNS, layersJson(analysis))
}

const COLUMNS: readonly CsvColumn<LayerJson, keyof LayerJson>[] = [
  { name: 'index', value: layer => layer.index },
  { name: 'state', value: layer => displayText(layer.state) },
  { name: 'base', value: layer => layer.base },
  { name: 'unpackedBytes', value: layer => layer.unpackedBytes },
  { name: 'transferBytes', value: layer => layer.transferBytes },
  { name: 'contributionBytes', value: layer => layer.contributionBytes },
  { name: 'cumulativeBytes', value: layer => layer.cumulativeBytes },
  { name: 'wastedBytes', value: layer => layer.wastedBytes },
  { name: 'entries', value: layer => layer.entries },
  { name: 'added', value: layer => layer.added },
  { name: 'modified', value: layer => layer.modified },
  { name: 'removed', value: layer => layer.removed },
  { name: 'diffId', value: layer => csvText(layer.diffId) },
  { name: 'digest', value: layer => csvText(layer.digest) },
  { name: 'mediaType', value: layer => csvText(layer.mediaType) },
  { name: 'step', value: layer => layer.step },
  { name: 'instruction', value: layer => csvText(layer.instruction) },
]
