import type { Analysis } from '../analysis/analysis.ts'
import { baseFigures, type PartFigures } from '../analysis/base/base-figures.ts'
import { amountCell, countOf } from './amount.ts'
import { baseSentence, shownBase } from './base-text.ts'
import { formatBytesDifference } from './format-bytes.ts'
import { type HistoryRow, historyRows, rowInstruction } from './history-rows.ts'
import { EMPTY_LINE, type Line, words } from './line.ts'
import { type Cell, type Column, tableLines } from './text-table.ts'

/**
 * `layerscope history`: every step with its layer's figures, the empty ones without any; `?` is unknown. Where a base
 * is known its steps are marked, and it and what is above it are summed. Instructions are cut at `width` columns;
 * `null` prints them whole.
 */
export function historyText(analysis: Analysis, width: number | null): Line[] {
  const rows = historyRows(analysis)
  const base = shownBase(analysis)
  const parts = baseFigures(analysis)
  if (base === null || parts === null) return tableLines(COLUMNS, rows.map(historyCells), width)
  const sums = [
    sumCells(parts.base, `base: ${baseSentence(base)}`),
    sumCells(parts.above, `above the base, ${countOf(parts.above.layers, 'layer')}`),
  ]
  const marked = rows.map(row => withMark(historyCells(row), words(row.base ? 'base' : '', 'faint')))
  const lines = tableLines(withMark(COLUMNS, MARK), [...marked, ...sums], width)
  return [...lines.slice(0, -sums.length), EMPTY_LINE, ...lines.slice(-sums.length)]
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

const MARK: Column = { title: '', align: 'left' }

/** A column between the numbers of step and layer and the figures. */
function withMark<Item>(items: readonly Item[], mark: Item): Item[] {
  return [...items.slice(0, 2), mark, ...items.slice(2)]
}

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
    contributionCell(contributionBytes),
    wastedCell(wastedBytes),
    row.layer.layer.kind === 'read' ? instruction : [words('unreadable  ', 'error'), instruction],
  ]
}

function sumCells(
  { unpackedBytes, transferBytes, finalBytes, wastedBytes }: PartFigures,
  what: string,
): Cell[] {
  return [
    [],
    [],
    [],
    words(amountCell(unpackedBytes)),
    words(amountCell(transferBytes)),
    contributionCell(finalBytes),
    wastedCell(wastedBytes),
    words(what),
  ]
}

function contributionCell(bytes: number | null): Cell {
  return words(bytes === null ? '?' : formatBytesDifference(bytes))
}

function wastedCell(bytes: number | null): Cell {
  return words(amountCell(bytes), bytes === null || bytes === 0 ? 'faint' : 'waste')
}
