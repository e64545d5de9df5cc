import type { LoggedStep } from '../../analysis/cache/log/build-log.ts'
import { type CsvColumn, csvPieces, csvText } from '../csv.ts'
import type { LoggedStepJson } from '../json/cache-log-json.ts'
import type { NamedLog } from './named-log.ts'

/** `layerscope cache log --format csv`: one row a step of each log. */
export function logCsv(logs: readonly NamedLog[]): Iterable<string> {
  return csvPieces(
    COLUMNS,
    logs.flatMap(({ name, log, lines }) =>
      log.steps.map(step => ({ name, step, line: lines.get(step) ?? null })),
    ),
  )
}

interface Row {
  readonly name: string
  readonly step: LoggedStep
  readonly line: number | null
}

const COLUMNS: readonly CsvColumn<Row, keyof LoggedStepJson | 'file'>[] = [
  { name: 'file', value: ({ name }) => csvText(name) },
  { name: 'line', value: ({ line }) => line },
  { name: 'stage', value: ({ step }) => csvText(step.stage) },
  { name: 'number', value: ({ step }) => step.number },
  { name: 'of', value: ({ step }) => step.of },
  { name: 'instruction', value: ({ step }) => csvText(step.instruction) },
  { name: 'state', value: ({ step }) => csvText(step.state) },
  { name: 'seconds', value: ({ step }) => step.seconds },
]
