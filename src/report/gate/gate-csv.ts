import type { GateReport } from '../../analysis/gate/gate.ts'
import { type CsvColumn, type CsvValue, csvPieces, csvText } from '../csv.ts'
import { displayText } from '../display-name.ts'
import { type RuleJson, ruleJson } from '../json/ci-json.ts'

/** `layerscope ci --format csv`: one row a rule, with the figures of the JSON. */
export function gateCsv({ results }: GateReport): Iterable<string> {
  return csvPieces(COLUMNS, results.map(ruleJson))
}

const COLUMNS: readonly CsvColumn<RuleJson, keyof RuleJson>[] = [
  { name: 'name', value: ({ name }) => displayText(name) },
  { name: 'limit', value: ({ limit }) => figure(limit) },
  { name: 'actual', value: ({ actual }) => figure(actual) },
  { name: 'unit', value: ({ unit }) => displayText(unit) },
  { name: 'passed', value: ({ passed }) => passed },
  { name: 'from', value: ({ from }) => csvText(from) },
  { name: 'message', value: ({ message }) => csvText(message) },
]

function figure(value: RuleJson['actual']): CsvValue {
  if (typeof value === 'number') return value
  return csvText(typeof value === 'string' || value === null ? value : value.join(' '))
}
