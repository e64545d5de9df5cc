import type { CacheExplanation, ExplainedStep } from '../../analysis/cache/cache-explanation.ts'
import { type CsvColumn, csvPieces, csvText } from '../csv.ts'
import type { ExplainedStepJson } from '../json/cache-explain-json.ts'

/** `layerscope cache explain --format csv`: one row a step. */
export function explainCsv({ steps }: CacheExplanation): Iterable<string> {
  return csvPieces(COLUMNS, steps)
}

const COLUMNS: readonly CsvColumn<ExplainedStep, keyof ExplainedStepJson>[] = [
  { name: 'step', value: step => step.new?.index ?? null },
  { name: 'oldStep', value: step => step.old?.index ?? null },
  { name: 'layer', value: step => step.new?.layer ?? null },
  { name: 'instruction', value: step => csvText(step.instruction) },
  { name: 'state', value: step => csvText(step.state) },
  { name: 'cause', value: step => csvText(step.cause?.kind) },
  { name: 'files', value: step => csvText(step.files) },
  { name: 'unpackedBytes', value: step => step.unpackedBytes },
  { name: 'repushedBytes', value: step => step.repushedBytes },
]
