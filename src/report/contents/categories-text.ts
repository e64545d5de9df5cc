import type { Analysis } from '../../analysis/analysis.ts'
import { categoriesOf } from '../../analysis/contents/categories.ts'
import type { CategoryBytes } from '../../analysis/contents/category.ts'
import { bar } from '../bar.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatPercent } from '../format-number.ts'
import { type Line, words } from '../line.ts'
import { type Cell, type Column, tableLines } from '../text-table.ts'
import { CATEGORY_NAMES, categoryShares } from './category-names.ts'

/** What the final tree is made of, a category a line, most bytes first; nothing when that is unknown or nothing. */
export function categoriesText(analysis: Analysis, ascii: boolean): Line[] {
  const { final } = categoriesOf(analysis)
  const shares = final === null ? [] : categoryShares(final)
  if (shares.length === 0) return []
  const largest = shares[0]?.bytes ?? 0
  const cells = shares.map(({ category, bytes, share }): Cell[] => [
    words(CATEGORY_NAMES[category]),
    words(formatBytes(bytes)),
    words(formatPercent(share)),
    words(bar(bytes, largest, BAR_WIDTH, ascii), 'bar'),
  ])
  return tableLines(COLUMNS, cells, null)
}

/** Columns of the longest bar. */
const BAR_WIDTH = 12

const COLUMNS: readonly Column[] = [
  { title: 'Final tree', align: 'left' },
  { title: 'Bytes', align: 'right' },
  { title: 'Share', align: 'right' },
  { title: '', align: 'left' },
]

/** The same in a sentence: `build cache 56.9 MB, application 4.7 MB`. */
export function categoriesSentence(bytes: CategoryBytes): string {
  return categoryShares(bytes)
    .map(({ category, bytes: own }) => `${CATEGORY_NAMES[category]} ${formatBytes(own)}`)
    .join(', ')
}
