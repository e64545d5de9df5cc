import type { Segment } from '../line.ts'
import type { Column } from '../text-table.ts'

/** What stands behind a broken rule: a small table that says where to begin. */
export interface GateSection {
  readonly title: string
  readonly columns: readonly SectionColumn[]
  readonly rows: readonly (readonly Segment[])[]
  /** How many rows were left out. */
  readonly more: number
}

export interface SectionColumn extends Column {
  /** What an image says of itself, and so may be anything. */
  readonly isQuoted?: true
}

/** Rows a section has: what is not among the first is not where to begin. */
const MOST = 8

/** A section of the first rows; `null` without any. */
export function sectionOf(
  title: string,
  columns: readonly SectionColumn[],
  rows: readonly (readonly Segment[])[],
): GateSection[] {
  if (rows.length === 0) return []
  return [{ title, columns, rows: rows.slice(0, MOST), more: Math.max(0, rows.length - MOST) }]
}
