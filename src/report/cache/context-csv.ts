import type { ContextAmount, ContextReport } from '../../analysis/cache/context/context-report.ts'
import { type CsvColumn, csvPieces, csvText } from '../csv.ts'

/** `layerscope cache context --format csv`: one row a name that is sent, a rule's work, and a line to add. */
export function contextCsv(report: ContextReport): Iterable<string> {
  return csvPieces(COLUMNS, [
    ...report.sentGroups.map(group => ({ what: 'sent', name: group.path, ...amount(group) })),
    ...report.rules.map(rule => ({ what: 'ignored', name: rule.pattern, ...amount(rule) })),
    ...report.needless.map(group => ({ what: 'needless', name: group.pattern, ...amount(group) })),
  ])
}

interface Row extends ContextAmount {
  readonly what: string
  readonly name: string
}

function amount({ files, bytes }: ContextAmount): ContextAmount {
  return { files, bytes }
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  { name: 'what', value: row => csvText(row.what) },
  { name: 'name', value: row => csvText(row.name) },
  { name: 'files', value: row => row.files },
  { name: 'bytes', value: row => row.bytes },
]
