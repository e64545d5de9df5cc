import type { Analysis } from '../../../analysis/analysis.ts'
import { compareTable, type ImageRow, type ImageTable } from '../../../analysis/compare/image-table.ts'
import type { TableView } from '../../compare-state.ts'
import type { ImageKey, ImageState, State } from '../../state.ts'

/** One line of the table: an image, and what is known of it. */
export interface TableLine {
  readonly key: ImageKey
  readonly image: ImageState | undefined
  /** `null` until it is read, and when it cannot be. */
  readonly row: ImageRow | null
}

/** The lines in the order that was chosen; images that are not read yet come last. */
export function tableLines(state: State): readonly TableLine[] {
  const { screen, images, table } = state
  if (screen.kind !== 'table') return []
  const rows = new Map(imageTable(state)?.rows.map(row => [row.reference, row]))
  const lines = screen.images.map(key => ({ key, image: images.get(key), row: rows.get(key) ?? null }))
  return sortLines(lines, table.sort)
}

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

function sortLines(lines: readonly TableLine[], { by, reversed }: TableView['sort']): readonly TableLine[] {
  if (by === 'given') return reversed ? lines.toReversed() : lines
  const direction = reversed ? -1 : 1
  if (by === 'name') return lines.toSorted((one, other) => (one.key < other.key ? -1 : 1) * direction)
  const amount = (line: TableLine) => amountOf(line, by) ?? Number.NaN
  return lines.toSorted((one, other) => {
    const [left, right] = [amount(one), amount(other)]
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
    return (right - left) * direction
  })
}

/** Largest first; `null` = unknown. */
function amountOf({ row }: TableLine, by: 'unpacked' | 'final' | 'waste' | 'unique'): number | null {
  if (row === null) return null
  const { analysis } = row
  const amounts = {
    unpacked: analysis.unpackedBytes,
    final: analysis.finalBytes,
    waste: analysis.waste.bytes,
    unique: row.uniqueBytes,
  }
  return amounts[by]
}

/** The line under the cursor; the first when its image is not in the table. */
export function tableCursor(state: State): number {
  const at = tableLines(state).findIndex(({ key }) => key === state.table.cursor)
  return Math.max(0, at)
}
