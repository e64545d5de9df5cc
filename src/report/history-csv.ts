import type { Analysis } from '../analysis/analysis.ts'
import { type CsvColumn, csvPieces, csvText } from './csv.ts'
import { type HistoryRow, historyRows } from './history-rows.ts'
import type { StepJson } from './json/history-json.ts'
import type { LayerJson } from './json/layer-json.ts'

/** `layerscope history --format csv`: one row a step, and one for each layer no step tells of. */
export function historyCsv(analysis: Analysis): Iterable<string> {
  return csvPieces(COLUMNS, historyRows(analysis))
}

const COLUMNS: readonly CsvColumn<HistoryRow, keyof StepJson | keyof LayerJson>[] = [
  { name: 'step', value: ({ step }) => step?.index ?? null },
  { name: 'layer', value: ({ layer }) => layer?.figures.index ?? null },
  { name: 'base', value: ({ base }) => base },
  { name: 'unpackedBytes', value: ({ layer }) => layer?.figures.unpackedBytes ?? null },
  { name: 'transferBytes', value: ({ layer }) => layer?.figures.transferBytes ?? null },
  { name: 'contributionBytes', value: ({ layer }) => layer?.figures.contributionBytes ?? null },
  { name: 'wastedBytes', value: ({ layer }) => layer?.figures.wastedBytes ?? null },
  { name: 'empty', value: ({ step }) => step?.empty ?? null },
  { name: 'created', value: ({ step }) => csvText(step?.created) },
  { name: 'instruction', value: ({ step }) => csvText(step?.instruction) },
  { name: 'createdBy', value: ({ step }) => csvText(step?.createdBy) },
  { name: 'comment', value: ({ step }) => csvText(step?.comment) },
]
