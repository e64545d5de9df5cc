import type { Analysis } from '../../../analysis/analysis.ts'
import { compareTable, type ImageTable } from '../../../analysis/compare/image-table.ts'
import type { ImageKey, State } from '../../state.ts'

interface Kept {
  readonly analyses: readonly Analysis[]
  readonly table: ImageTable
}

const kept = new WeakMap<readonly ImageKey[], Kept>()

/** The comparison of all images that are read, in the order they were given; the last answer is kept. */
export function imageTable({ screen, images }: State): ImageTable | undefined {
  if (screen.kind !== 'table') return undefined
  const read = screen.images.flatMap(reference => {
    const image = images.get(reference)
    return image?.kind === 'ready' ? [{ reference, source: reference, analysis: image.analysis }] : []
  })
  const analyses = read.map(({ analysis }) => analysis)
  const last = kept.get(screen.images)
  if (last !== undefined && isSameList(last.analyses, analyses)) return last.table
  const table = compareTable(read)
  kept.set(screen.images, { analyses, table })
  return table
}

function isSameList(one: readonly Analysis[], other: readonly Analysis[]): boolean {
  return one.length === other.length && one.every((analysis, at) => analysis === other[at])
}
