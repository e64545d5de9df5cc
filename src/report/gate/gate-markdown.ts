import type { GateReport, RuleResult } from '../../analysis/gate/gate.ts'
import { countOf } from '../amount.ts'
import { displayText } from '../display-name.ts'
import { type MarkdownRow, markdownTable } from '../markdown-table.ts'
import { folded, joinMarkdown, type Markdown, markdownCode, markdownText, strong } from '../markdown-text.ts'
import type { GateSection } from './gate-section.ts'
import { gateSections } from './gate-sections.ts'
import { OUTCOME_WORDS, originText, remarksText, ruleTexts, verdictText } from './rule-text.ts'

/**
 * `layerscope ci --format markdown`: a comment for a pull request. One table that fits a screen; what stands behind the
 * broken rules is folded.
 */
export function gateMarkdown(report: GateReport, reference: string): string {
  const { verdict, results } = report
  const says = markdownText(` ${verdictText(verdict, results)}`)
  return [
    `${joinMarkdown(strong(markdownCode(displayText(reference))), says)}\n`,
    markdownTable(COLUMNS, results.map(resultRow)),
    ...remarksText(report).map(remark => `${markdownText(remark)}\n`),
    ...gateSections(report).map(sectionMarkdown),
  ].join('\n')
}

const COLUMNS = [
  { title: 'Verdict', align: 'left' },
  { title: 'Rule', align: 'left' },
  { title: 'Limit', align: 'right' },
  { title: 'Actual', align: 'right' },
  { title: 'From', align: 'left' },
] as const

function resultRow(result: RuleResult): MarkdownRow {
  const { limit, actual } = ruleTexts(result)
  const { rule, outcome, from } = result
  const word = markdownText(OUTCOME_WORDS[outcome.kind])
  return [
    outcome.kind === 'passed' ? word : strong(word),
    markdownText(rule.name),
    rule.kind === 'path' ? quoted(limit) : markdownText(limit),
    actual.startsWith('/') ? quoted(actual) : markdownText(actual),
    quoted(originText(from)),
  ]
}

function quoted(text: string): Markdown {
  return markdownCode(displayText(text))
}

function sectionMarkdown({ title, columns, rows, more }: GateSection): string {
  const cells = rows.map(row =>
    row.map(({ text }, at) => (columns[at]?.isQuoted === true ? markdownCode(text) : markdownText(text))),
  )
  const rest = more === 0 ? '' : `\nand ${countOf(more, 'more', 'more')}\n`
  return folded(title, `${markdownTable(columns, cells)}${rest}`)
}
