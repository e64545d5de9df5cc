import type { Analysis } from '../analysis/analysis.ts'
import { baseFigures, type PartFigures } from '../analysis/base/base-figures.ts'
import { amountCell, countOf } from './amount.ts'
import { baseSentence, shownBase } from './base-text.ts'
import { displayText } from './display-name.ts'
import { cut } from './fit-text.ts'
import { formatBytesDifference } from './format-bytes.ts'
import { type HistoryRow, historyRows, rowInstruction } from './history-rows.ts'
import { longMarkdownTable, type MarkdownColumn, type MarkdownRow, markdownTable } from './markdown-table.ts'
import { markdownCode, markdownText } from './markdown-text.ts'

/** `layerscope history --format markdown`: a row a step, as the text has it. */
export function historyMarkdown(analysis: Analysis): string {
  const table = longMarkdownTable(COLUMNS, historyRows(analysis), historyRow)
  const base = shownBase(analysis)
  const parts = baseFigures(analysis)
  if (base === null || parts === null) return table
  const sums = [
    sumRow(parts.base, `base: ${baseSentence(base)}`),
    sumRow(parts.above, `above the base, ${countOf(parts.above.layers, 'layer')}`),
  ]
  return [table, markdownTable(SUM_COLUMNS, sums)].join('\n')
}

const COLUMNS: readonly MarkdownColumn[] = [
  { title: 'Step', align: 'right' },
  { title: 'Layer', align: 'right' },
  { title: 'Unpacked', align: 'right' },
  { title: 'Transfer', align: 'right' },
  { title: 'Contribution', align: 'right' },
  { title: 'Wasted', align: 'right' },
  { title: 'Instruction', align: 'left' },
]

function historyRow(row: HistoryRow): MarkdownRow {
  return [
    ...[row.step === null ? '' : String(row.step.index), ...figureTexts(row)].map(markdownText),
    markdownCode(cut(displayText(rowInstruction(row)), INSTRUCTION_WIDTH)),
  ]
}

const SUM_COLUMNS: readonly MarkdownColumn[] = [{ title: 'Part', align: 'left' }, ...COLUMNS.slice(2, -1)]

function sumRow(
  { unpackedBytes, transferBytes, finalBytes, wastedBytes }: PartFigures,
  what: string,
): MarkdownRow {
  const contribution = finalBytes === null ? '?' : formatBytesDifference(finalBytes)
  const cells = [amountCell(unpackedBytes), amountCell(transferBytes), contribution, amountCell(wastedBytes)]
  return [what, ...cells].map(markdownText)
}

/** Columns of an instruction in a comment: enough to know which it is. */
const INSTRUCTION_WIDTH = 100

function figureTexts({ layer }: HistoryRow): string[] {
  if (layer === null) return ['', '', '', '', '']
  const { index, unpackedBytes, transferBytes, contributionBytes, wastedBytes } = layer.figures
  return [
    String(index),
    layer.layer.kind === 'read' ? amountCell(unpackedBytes) : 'unreadable',
    amountCell(transferBytes),
    contributionBytes === null ? '?' : formatBytesDifference(contributionBytes),
    amountCell(wastedBytes),
  ]
}
