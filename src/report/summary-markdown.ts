import { advise } from '../analysis/advise.ts'
import type { Analysis } from '../analysis/analysis.ts'
import type { Finding } from '../image/finding.ts'
import { formatPlatform } from '../image/platform.ts'
import { findingTable } from './advice-markdown.ts'
import { amount, countOf } from './amount.ts'
import { displayText } from './display-name.ts'
import { formatPercent } from './format-number.ts'
import { historyMarkdown } from './history-markdown.ts'
import { markdownTable } from './markdown-table.ts'
import { folded, joinMarkdown, markdownCode, markdownText, strong } from './markdown-text.ts'
import { wasteItemsMarkdown, wasteTotalsMarkdown } from './waste-markdown.ts'

/** `layerscope IMAGE --format markdown`: its sizes on screen; its steps, its waste and the findings folded. */
export function summaryMarkdown(analysis: Analysis, reference: string): string {
  return [
    titleMarkdown(analysis, reference),
    sizesMarkdown(analysis),
    folded(countOf(analysis.documents.steps.length, 'step'), historyMarkdown(analysis)),
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

function sizesMarkdown({ unpackedBytes, finalBytes, transferBytes, waste }: Analysis): string {
  const share = waste.ratio === null ? '' : ` (${formatPercent(waste.ratio)})`
  const cells = [
    amount(unpackedBytes),
    amount(finalBytes),
    amount(transferBytes),
    `${amount(waste.bytes)}${share}`,
  ]
  return markdownTable(
    ['Unpacked', 'Final', 'Transfer', 'Wasted'].map(title => ({ title, align: 'right' })),
    [cells.map(markdownText)],
  )
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
