import type { Finding } from '../image/finding.ts'
import { fixOf } from './advice-text.ts'
import { countOf } from './amount.ts'
import { displayCode } from './display-name.ts'
import { formatBytes } from './format-bytes.ts'
import { type MarkdownColumn, type MarkdownRow, markdownTable } from './markdown-table.ts'
import { folded, markdownText } from './markdown-text.ts'

/** Findings as a table, and folded beneath it what to change; nothing where there are none. */
export function adviceMarkdown(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return []
  const fixes = Map.groupBy(findings, fixOf)
  const changes = [...fixes].map(([fix, about]) => changeMarkdown(fix, about)).join('\n')
  return [findingTable(findings), folded(`${countOf(fixes.size, 'change')} to make`, changes)]
}

/** A row a finding. */
export function findingTable(findings: readonly Finding[]): string {
  return markdownTable(COLUMNS, findings.map(findingRow))
}

const COLUMNS: readonly MarkdownColumn[] = [
  { title: 'Severity', align: 'left' },
  { title: 'Bytes', align: 'right' },
  { title: 'Layer', align: 'right' },
  { title: 'Finding', align: 'left' },
]

function findingRow({ severity, bytes, layer, message }: Finding): MarkdownRow {
  const amount = bytes === null ? '' : formatBytes(bytes)
  return [severity, amount, layer === null ? '' : String(layer), message].map(markdownText)
}

/** What it is for, what to do, and the lines of a Dockerfile as a block of code: indented, nothing in it is markup. */
function changeMarkdown(fix: string, about: readonly Finding[]): string {
  const [sentence = '', ...code] = fix.split('\n')
  const messages = about.map(({ message }) => `* ${markdownText(message)}\n`)
  const block = code.length === 0 ? '' : `\n${code.map(line => `    ${displayCode(line)}\n`).join('')}`
  return `${messages.join('')}\n${markdownText(sentence)}\n${block}`
}
