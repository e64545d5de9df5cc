import type { Analysis } from '../analysis/analysis.ts'
import { amountCell } from './amount.ts'
import { formatBytesDifference } from './format-bytes.ts'
import { type HistoryRow, historyRows, rowInstruction } from './history-rows.ts'
import { type Line, words } from './line.ts'
import { type Cell, type Column, tableLines } from './text-table.ts'

/**
 * `layerscope history`: every step with its layer's figures, the empty ones without any; `?` is unknown. Instructions
 * are cut at `width` columns; `null` prints them whole.
 */
export function historyText(analysis: Analysis, width: number | null): Line[] {
  return tableLines(COLUMNS, historyRows(analysis).map(historyCells), width)
}

const COLUMNS: readonly Column[] = [
  { title: 'Step', align: 'right' },
  { title: 'Layer', align: 'right' },
  { title: 'Unpacked', align: 'right' },
  { title: 'Transfer', align: 'right' },
  { title: 'Contribution', align: 'right' },
  { title: 'Wasted', align: 'right' },
  { title: 'Instruction', align: 'left' },
]

function historyCells(row: HistoryRow): Cell[] {
  const step = words(row.step === null ? '' : String(row.step.index), 'faint')
  const instruction = words(rowInstruction(row), row.layer === null ? 'faint' : 'plain')
  if (row.layer === null) return [step, [], [], [], [], [], instruction]
  const { index, unpackedBytes, transferBytes, contributionBytes, wastedBytes } = row.layer.figures
  return [
    step,
    words(String(index)),
    words(amountCell(unpackedBytes)),
    words(amountCell(transferBytes)),
    words(contributionBytes === null ? '?' : formatBytesDifference(contributionBytes)),
    words(amountCell(wastedBytes), wastedBytes === null || wastedBytes === 0 ? 'faint' : 'waste'),
    row.layer.layer.kind === 'read' ? instruction : [words('unreadable  ', 'error'), instruction],
  ]
}
