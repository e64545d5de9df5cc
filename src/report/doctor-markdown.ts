import type { CheckReport, Diagnosis } from '../analysis/doctor.ts'
import type { Finding } from '../image/finding.ts'
import { countOf } from './amount.ts'
import { displayText } from './display-name.ts'
import { worstOf } from './doctor-text.ts'
import { FINDING_TEXTS } from './finding-text.ts'
import { type MarkdownRow, markdownTable } from './markdown-table.ts'
import { folded, joinMarkdown, markdownCode, markdownText, strong } from './markdown-text.ts'

/** `layerscope doctor --format markdown`: the verdict and what is wrong; all that was checked is folded. */
export function doctorMarkdown(diagnosis: Diagnosis, reference: string): string {
  const { verdict, process, checks, findings } = diagnosis
  const title = joinMarkdown(
    markdownCode(displayText(reference)),
    markdownText(' '),
    strong(markdownText(verdict)),
  )
  const argv = `[${process.argv.map(word => JSON.stringify(word)).join(', ')}]`
  return [
    `${title} · ${markdownCode(displayText(argv))}\n`,
    ...(findings.length === 0 ? [] : [findingsTable(findings)]),
    folded(countOf(checks.length, 'check'), checksTable(checks)),
  ].join('\n')
}

function findingsTable(findings: readonly Finding[]): string {
  const titles = ['Severity', 'Finding', 'Fix']
  return markdownTable(
    titles.map(title => ({ title, align: 'left' })),
    findings.map(findingRow),
  )
}

function findingRow({ severity, message, kind, fix }: Finding): MarkdownRow {
  const remedy = displayText(fix ?? FINDING_TEXTS[kind].fix ?? '')
  return [markdownText(severity), markdownText(message), markdownCode(remedy)]
}

function checksTable(checks: readonly CheckReport[]): string {
  const titles = ['', 'Check', 'Looked at']
  return markdownTable(
    titles.map(title => ({ title, align: 'left' })),
    checks.map(check => checkCells(check).map(markdownText)),
  )
}

function checkCells({ name, lookedAt, findings }: CheckReport): string[] {
  const isLooked = typeof lookedAt === 'string'
  return [worstOf({ findings }) ?? (isLooked ? 'ok' : '-'), name, isLooked ? lookedAt : lookedAt.because]
}
