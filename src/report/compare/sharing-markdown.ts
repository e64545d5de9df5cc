import type { ImageTable } from '../../analysis/compare/image-table.ts'
import { displayText } from '../display-name.ts'
import { type MarkdownColumn, markdownTable } from '../markdown-table.ts'
import { markdownCode, markdownText } from '../markdown-text.ts'
import { isTransferKnown, type SharedMeasure, sharedAmount, sharedText } from './shared-amount.ts'

/** The sharing matrices; that of transfer only where something of it is known. */
export function sharingMarkdown(table: ImageTable): readonly string[] {
  const measures: readonly SharedMeasure[] = isTransferKnown(table) ? ['unpacked', 'transfer'] : ['unpacked']
  return measures.map(measure => matrixMarkdown(table, measure))
}

function matrixMarkdown(table: ImageTable, measure: SharedMeasure): string {
  const { rows } = table
  const columns: readonly MarkdownColumn[] = [
    { title: `Shared, ${measure}`, align: 'left' },
    ...rows.map((_, at): MarkdownColumn => ({ title: String(at + 1), align: 'right' })),
  ]
  return markdownTable(
    columns,
    rows.map(({ reference }, row) => [
      markdownCode(displayText(`${row + 1} ${reference}`)),
      ...rows.map((_, column) => {
        const amount = sharedAmount(table, row, column, measure)
        return markdownText(amount.kind === 'own' ? '' : sharedText(amount))
      }),
    ]),
  )
}
