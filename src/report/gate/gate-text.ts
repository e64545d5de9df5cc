import type { GateReport, GateVerdict, RuleResult } from '../../analysis/gate/gate.ts'
import { countOf } from '../amount.ts'
import { EMPTY_LINE, type Line, type Tone, words } from '../line.ts'
import { type Cell, type Column, tableLines } from '../text-table.ts'
import type { GateSection } from './gate-section.ts'
import { gateSections } from './gate-sections.ts'
import { OUTCOME_WORDS, originText, remarksText, ruleTexts, verdictText } from './rule-text.ts'

export interface GateTextOptions {
  /** As the user typed it. */
  readonly reference: string
  readonly width: number | null
}

/** `layerscope ci`: the verdict, every rule with its limit and what was found, and what stands behind the broken ones. */
export function gateText(report: GateReport, { reference, width }: GateTextOptions): Line[] {
  const { verdict, results } = report
  return [
    [words(`${reference} `, 'heading'), words(verdictText(verdict, results), VERDICT_TONES[verdict])],
    EMPTY_LINE,
    ...tableLines(COLUMNS, results.map(resultCells), width),
    ...remarkLines(report),
    ...gateSections(report).flatMap(section => sectionLines(section, width)),
  ]
}

const VERDICT_TONES = {
  passed: 'added',
  broken: 'error',
  undecided: 'warning',
} as const satisfies Record<GateVerdict, Tone>

const COLUMNS: readonly Column[] = [
  { title: 'Rule', align: 'left' },
  { title: 'Limit', align: 'right' },
  { title: 'Actual', align: 'right' },
  { title: 'Verdict', align: 'left' },
  { title: 'From', align: 'left' },
]

function resultCells(result: RuleResult): Cell[] {
  const { limit, actual } = ruleTexts(result)
  const { kind } = result.outcome
  return [
    words(result.rule.name),
    words(limit),
    words(actual),
    words(OUTCOME_WORDS[kind], VERDICT_TONES[kind]),
    words(originText(result.from), 'faint'),
  ]
}

function remarkLines(report: GateReport): Line[] {
  const remarks = remarksText(report)
  return remarks.length === 0 ? [] : [EMPTY_LINE, ...remarks.map(remark => [words(remark, 'warning')])]
}

function sectionLines({ title, columns, rows, more }: GateSection, width: number | null): Line[] {
  return [
    EMPTY_LINE,
    [words(title, 'heading')],
    ...tableLines(columns, rows, width),
    ...(more === 0 ? [] : [[words(`and ${countOf(more, 'more', 'more')}`, 'faint')]]),
  ]
}
