import type { ImageRow } from '../../analysis/compare/image-table.ts'
import { type PackageRow, packageTable } from '../../analysis/contents/package-table.ts'
import { formatCount } from '../format-number.ts'
import { type Line, words } from '../line.ts'

/** How the packages of two images differ, in a line; none when they do not, or when nobody knows. */
export function packageDifferenceLines(a: ImageRow, b: ImageRow): Line[] {
  if (a.packages === null || b.packages === null) return []
  const rows = packageTable([a, b]).rows.filter(row => row.differs)
  const counts = Map.groupBy(rows, kindOf)
  const told = KINDS.filter(kind => counts.has(kind)).map(
    kind => `${formatCount(counts.get(kind)?.length ?? 0)} ${kind}`,
  )
  if (told.length === 0) return []
  return [
    [
      words(`Packages differ: ${told.join(', ')}  `),
      words(`layerscope packages ${a.reference} ${b.reference}`, 'faint'),
    ],
  ]
}

const KINDS = ['only in A', 'only in B', 'of another version'] as const

function kindOf({ packages: [a, b] }: PackageRow): (typeof KINDS)[number] {
  if (b?.length === 0) return 'only in A'
  return a?.length === 0 ? 'only in B' : 'of another version'
}
