import type { Analysis } from '../../analysis/analysis.ts'
import { categoriesOf } from '../../analysis/contents/categories.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatPercent } from '../format-number.ts'
import { markdownTable } from '../markdown-table.ts'
import { folded, markdownText } from '../markdown-text.ts'
import { CATEGORY_NAMES, categoryShares } from './category-names.ts'

/** What the final tree is made of, folded; nothing when that is unknown or nothing. */
export function categoriesMarkdown(analysis: Analysis): string[] {
  const { final } = categoriesOf(analysis)
  const shares = final === null ? [] : categoryShares(final)
  const [first] = shares
  if (first === undefined) return []
  const table = markdownTable(
    [
      { title: 'Final tree', align: 'left' },
      { title: 'Bytes', align: 'right' },
      { title: 'Share', align: 'right' },
    ],
    shares.map(({ category, bytes, share }) =>
      [CATEGORY_NAMES[category], formatBytes(bytes), formatPercent(share)].map(markdownText),
    ),
  )
  return [folded(`What is in it: ${CATEGORY_NAMES[first.category]} ${formatPercent(first.share)} …`, table)]
}
