import { advise } from '../analysis/advise.ts'
import type { Analysis } from '../analysis/analysis.ts'
import { baseFigures, type PartFigures } from '../analysis/base/base-figures.ts'
import { shortDigest } from '../image/digest.ts'
import type { Finding } from '../image/finding.ts'
import { formatPlatform } from '../image/platform.ts'
import { SEVERITY_TONES, topAdviceLines } from './advice-text.ts'
import { amount, amountCell, countOf } from './amount.ts'
import { bar } from './bar.ts'
import { baseSentence, shownBase } from './base-text.ts'
import { categoriesText } from './contents/categories-text.ts'
import { displayText } from './display-name.ts'
import { formatPercent } from './format-number.ts'
import { type HistoryRow, historyRows, rowInstruction } from './history-rows.ts'
import { EMPTY_LINE, type Line, shown, words } from './line.ts'
import { type Cell, type Column, cutLine, tableLines } from './text-table.ts'
import { restLine, wasteItemLines, wasteTotals } from './waste-text.ts'
import { wrapText } from './wrap-text.ts'

export interface SummaryOptions {
  /** As the user typed it. */
  readonly reference: string
  /** Columns there are. */
  readonly width: number
  /** Bars from ASCII characters. */
  readonly ascii: boolean
}

/** What a bare reference prints where there is no terminal: the image on about one page. */
export function summaryText(analysis: Analysis, options: SummaryOptions): Line[] {
  return [
    ...titleLines(analysis, options),
    EMPTY_LINE,
    ...sizeLines(analysis, options.width),
    EMPTY_LINE,
    ...stepLines(analysis, options),
    ...contentLines(analysis, options),
    ...wasteLines(analysis, options),
    ...findingLines(analysis, options),
  ]
}

function titleLines({ documents, layers, files }: Analysis, { reference, width }: SummaryOptions): Line[] {
  const { platform, created, steps, id } = documents
  const counts = [countOf(steps.length, 'step'), countOf(layers.length, 'layer')]
  if (files !== null) counts.push(countOf(files, 'file'))
  const title: Line = [
    words(reference, 'heading'),
    words(`   ${formatPlatform(platform)}   ${counts.join(', ')}`),
  ]
  const origin = [
    id === null ? '' : shortDigest(id),
    created === null ? '' : `created ${created.slice(0, DAY)}`,
  ]
  const known = origin.filter(fact => fact !== '').join('   ')
  return [cutLine(title, width), ...(known === '' ? [] : [[words(known, 'faint')]])]
}

/** Characters of an RFC 3339 time that say the day. */
const DAY = 'YYYY-MM-DD'.length

function sizeLines(analysis: Analysis, width: number): Line[] {
  const { unpackedBytes, finalBytes, transferBytes, waste, complete } = analysis
  const whyUnknown = complete ? 'the source holds its layers uncompressed' : 'not every layer could be read'
  const share = waste.ratio === null ? '' : ` (${formatPercent(waste.ratio)})`
  const transfer = transferBytes === null ? `unknown (${whyUnknown})` : amount(transferBytes)
  const rows: Cell[][] = [
    [words('Unpacked'), words(amount(unpackedBytes))],
    [words('Final'), words(amount(finalBytes))],
    [words('Transfer'), words(transfer)],
    [words('Wasted'), words(`${amount(waste.bytes)}${share}`, waste.bytes ? 'waste' : 'plain')],
  ]
  const base = shownBase(analysis)
  const parts = baseFigures(analysis)
  if (base === null || parts === null) return tableLines([LEFT, LEFT], rows, null)
  const cells = [partCells(parts.base), partCells(parts.above)]
  const why = transferBytes === null ? [[], [], [words(`  ${whyUnknown}`, 'faint')]] : []
  return [
    ...tableLines(
      BASE_COLUMNS,
      rows.map((row, at) => [
        ...(at === TRANSFER ? [words('Transfer'), words(amount(transferBytes))] : row),
        ...cells.map(part => words(part[at] ?? '')),
        why[at] ?? [],
      ]),
      width,
    ),
    cutLine([words('Base      '), words(baseSentence(base))], width),
  ]
}

const LEFT: Column = { title: '', align: 'left' }

const BASE_COLUMNS: readonly Column[] = [
  LEFT,
  { title: 'Image', align: 'left' },
  { title: 'Base', align: 'right' },
  { title: 'Above it', align: 'right' },
  { title: '', align: 'left' },
]

/** Row of the sizes. */
const TRANSFER = 2

/** In the order of the rows. */
function partCells({ unpackedBytes, finalBytes, transferBytes, wastedBytes }: PartFigures): string[] {
  return [unpackedBytes, finalBytes, transferBytes, wastedBytes].map(amountCell)
}

const STEP_COLUMNS: readonly Column[] = [
  { title: 'Layer', align: 'right' },
  { title: 'Unpacked', align: 'right' },
  { title: '', align: 'left' },
  { title: 'Wasted', align: 'right' },
  { title: 'Instruction', align: 'left' },
]

/** Columns of the longest bar. */
const BAR_WIDTH = 12

function stepLines(analysis: Analysis, { width, ascii }: SummaryOptions): Line[] {
  const largest = Math.max(0, ...analysis.figures.map(figures => figures.unpackedBytes ?? 0))
  const cells = historyRows(analysis).map(row =>
    stepCells(row, bytes => bar(bytes, largest, BAR_WIDTH, ascii)),
  )
  return tableLines(STEP_COLUMNS, cells, width)
}

function stepCells(row: HistoryRow, draw: (bytes: number) => string): Cell[] {
  if (row.layer === null) return [[], [], [], [], words(rowInstruction(row), 'faint')]
  const { index, unpackedBytes, wastedBytes } = row.layer.figures
  const isUnreadable = row.layer.layer.kind === 'unreadable'
  return [
    words(String(index)),
    words(amountCell(unpackedBytes)),
    isUnreadable ? words('unreadable', 'error') : words(draw(unpackedBytes ?? 0), 'bar'),
    words(wastedBytes === 0 ? '' : amountCell(wastedBytes), 'waste'),
    words(rowInstruction(row)),
  ]
}

function contentLines(analysis: Analysis, { ascii }: SummaryOptions): Line[] {
  const lines = categoriesText(analysis, ascii)
  return lines.length === 0 ? [] : [EMPTY_LINE, ...lines]
}

/** How many wasted items a summary names. */
const TOP_ITEMS = 10

function wasteLines(analysis: Analysis, { reference, width }: SummaryOptions): Line[] {
  if (analysis.waste.bytes === 0 && analysis.duplicates.bytes === 0) return []
  const top = analysis.waste.items.slice(0, TOP_ITEMS)
  const rest = restLine(analysis.waste.items.length - top.length, `layerscope waste ${reference}`)
  return [
    EMPTY_LINE,
    ...wasteTotals(analysis),
    ...(top.length === 0 ? [] : [EMPTY_LINE, ...wasteItemLines(top, width)]),
    ...rest,
  ]
}

function findingLines(analysis: Analysis, { width, reference }: SummaryOptions): Line[] {
  const advice = advise(analysis)
  if (analysis.findings.length + advice.length === 0) return []
  return [
    EMPTY_LINE,
    [words('Findings', 'faint')],
    ...analysis.findings.flatMap(finding => findingLine(finding, width)),
    ...topAdviceLines(advice, { width, reference, top: TOP_ADVICE }),
  ]
}

/** How many things to change a summary names. */
const TOP_ADVICE = 5

function findingLine({ severity, layer, message }: Finding, width: number): Line[] {
  const where = layer === null ? '' : `layer ${layer}: `
  const indent = ' '.repeat('warning  '.length)
  return wrapText(displayText(`${where}${message}`), Math.max(20, width - indent.length)).map((text, at) =>
    at === 0
      ? [words(severity.padEnd(indent.length), SEVERITY_TONES[severity]), shown(text)]
      : [words(indent), shown(text)],
  )
}
