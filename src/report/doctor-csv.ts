import type { Diagnosis, Verdict } from '../analysis/doctor.ts'
import type { Finding } from '../image/finding.ts'
import { type CsvColumn, csvPieces, csvText } from './csv.ts'
import { displayName, displayText } from './display-name.ts'
import { FINDING_TEXTS } from './finding-text.ts'
import type { DoctorJson } from './json/doctor-json.ts'
import type { FindingJson } from './json/finding-json.ts'

/** `layerscope doctor --format csv`: one row a finding, each with the verdict; without findings the verdict alone. */
export function doctorCsv({ verdict, findings }: Diagnosis): Iterable<string> {
  const rows: Row[] = findings.map(finding => ({ verdict, finding }))
  return csvPieces(COLUMNS, rows.length === 0 ? [{ verdict, finding: null }] : rows)
}

interface Row {
  readonly verdict: Verdict
  readonly finding: Finding | null
}

const COLUMNS: readonly CsvColumn<Row, keyof DoctorJson | keyof FindingJson>[] = [
  { name: 'verdict', value: ({ verdict }) => displayText(verdict) },
  { name: 'severity', value: ({ finding }) => csvText(finding?.severity) },
  { name: 'kind', value: ({ finding }) => csvText(finding?.kind) },
  { name: 'layer', value: ({ finding }) => finding?.layer ?? null },
  { name: 'path', value: ({ finding }) => (finding?.path == null ? null : displayName(finding.path)) },
  { name: 'message', value: ({ finding }) => csvText(finding?.message) },
  {
    name: 'fix',
    value: ({ finding }) =>
      finding === null ? null : csvText(finding.fix ?? FINDING_TEXTS[finding.kind].fix),
  },
]
