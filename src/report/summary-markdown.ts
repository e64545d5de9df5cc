import { advise } from '../analysis/advise.ts'
import type { Analysis } from '../analysis/analysis.ts'
import { baseFigures, type PartFigures } from '../analysis/base/base-figures.ts'
import type { Finding } from '../image/finding.ts'
import { formatPlatform } from '../image/platform.ts'
import { findingTable } from './advice-markdown.ts'
import { amount, amountCell, countOf } from './amount.ts'
import { baseSentence, shownBase } from './base-text.ts'
import { categoriesMarkdown } from './contents/categories-markdown.ts'
import { displayText } from './display-name.ts'
import { formatPercent } from './format-number.ts'
import { historyMarkdown } from './history-markdown.ts'
import { type MarkdownColumn, type MarkdownRow, markdownTable } from './markdown-table.ts'
import { folded, joinMarkdown, markdownCode, markdownText, strong } from './markdown-text.ts'
import { wasteItemsMarkdown, wasteTotalsMarkdown } from './waste-markdown.ts'

/** `layerscope IMAGE --format markdown`: its sizes on screen; its steps, its waste and the findings folded. */
export function summaryMarkdown(analysis: Analysis, reference: string): string {
  return [
    titleMarkdown(analysis, reference),
    sizesMarkdown(analysis),
    folded(countOf(analysis.documents.steps.length, 'step'), historyMarkdown(analysis)),
    ...categoriesMarkdown(analysis),
    ...wasteMarkdown(analysis),
    ...findingsMarkdown([...analysis.findings, ...advise(analysis)]),
  ].join('\n')
}

function titleMarkdown({ documents, layers, files }: Analysis, reference: string): string {
  const counts = [formatPlatform(documents.platform), countOf(layers.length, 'layer')]
  if (files !== null) counts.push(countOf(files, 'file'))
  const name = strong(markdownCode(displayText(reference)))
  return `${joinMarkdown(name, markdownText(` · ${counts.join(' · ')}`))}\n`
}

/** One row; where a base is known also its part, and what is above it. */
function sizesMarkdown(analysis: Analysis): string {
  const { unpackedBytes, finalBytes, transferBytes, waste } = analysis
  const share = waste.ratio === null ? '' : ` (${formatPercent(waste.ratio)})`
  const cells = [
    amount(unpackedBytes),
    amount(finalBytes),
    amount(transferBytes),
    `${amount(waste.bytes)}${share}`,
  ]
  const columns = ['Unpacked', 'Final', 'Transfer', 'Wasted'].map(
    (title): MarkdownColumn => ({ title, align: 'right' }),
  )
  const base = shownBase(analysis)
  const parts = baseFigures(analysis)
  if (base === null || parts === null) return markdownTable(columns, [cells.map(markdownText)])
  return markdownTable(
    [{ title: '', align: 'left' }, ...columns],
    [
      [strong(markdownText('Image')), ...cells.map(markdownText)],
      [markdownText(`Base: ${baseSentence(base)}`), ...partCells(parts.base)],
      [markdownText('Above the base'), ...partCells(parts.above)],
    ],
  )
}

function partCells({ unpackedBytes, finalBytes, transferBytes, wastedBytes }: PartFigures): MarkdownRow {
  return [unpackedBytes, finalBytes, transferBytes, wastedBytes].map(bytes => markdownText(amountCell(bytes)))
}

function wasteMarkdown(analysis: Analysis): string[] {
  const { bytes, items } = analysis.waste
  if (bytes === null || bytes === 0) return []
  const body = [wasteTotalsMarkdown(analysis), ...wasteItemsMarkdown(items)].join('\n')
  return [folded(`${amount(bytes)} wasted, in ${countOf(items.length, 'item')}`, body)]
}

function findingsMarkdown(findings: readonly Finding[]): string[] {
  return findings.length === 0 ? [] : [folded(countOf(findings.length, 'finding'), findingTable(findings))]
}
