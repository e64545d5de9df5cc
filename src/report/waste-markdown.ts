import { advise } from '../analysis/advise.ts'
import type { Analysis } from '../analysis/analysis.ts'
import type { WasteItem, WasteItems } from '../analysis/waste-items.ts'
import { adviceMarkdown } from './advice-markdown.ts'
import { displayName } from './display-name.ts'
import { formatBytes } from './format-bytes.ts'
import { type Line, lineText } from './line.ts'
import { longMarkdownTable, type MarkdownColumn, type MarkdownRow } from './markdown-table.ts'
import { markdownCode, markdownText } from './markdown-text.ts'
import { reasonText, wasteBase, wasteTotals } from './waste-text.ts'

/** `layerscope waste --format markdown`: the totals, what to change, then the wasted items, the smaller ones folded. */
export function wasteMarkdown(analysis: Analysis): string {
  return [
    listMarkdown([...wasteTotals(analysis), ...wasteBase(analysis)]),
    ...adviceMarkdown(advise(analysis)),
    ...wasteItemsMarkdown(analysis.waste.items),
  ].join('\n')
}

/** What the text says of the totals, as a list. */
export function wasteTotalsMarkdown(analysis: Analysis): string {
  return listMarkdown(wasteTotals(analysis))
}

function listMarkdown(lines: readonly Line[]): string {
  return lines.map(line => `* ${markdownText(lineText(line).trim())}\n`).join('')
}

/** A table, unless nothing is wasted. */
export function wasteItemsMarkdown(items: WasteItems): string[] {
  return items.length === 0 ? [] : [longMarkdownTable(COLUMNS, items, itemRow)]
}

const COLUMNS: readonly MarkdownColumn[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Written', align: 'left' },
  { title: 'Killed', align: 'left' },
  { title: 'Reason', align: 'left' },
  { title: 'Path', align: 'left' },
]

function itemRow(item: WasteItem): MarkdownRow {
  return [
    markdownText(formatBytes(item.bytes)),
    markdownText(`layer ${item.layer}`),
    markdownText(`by ${item.by}`),
    markdownText(reasonText(item)),
    markdownCode(displayName(item.path)),
  ]
}
