import type { ImageRow } from '../../src/analysis/compare/image-table.ts'
import type { PullRow } from '../../src/analysis/compare/pull-cost.ts'

/** A line of which everything is known. */
export interface ToldLine {
  readonly row: ImageRow
  readonly pull: PullRow
}

export interface ShownColumn {
  readonly title: string
  readonly width: number
  readonly align: 'left' | 'right'
  readonly text: (line: ToldLine) => string
}

/** What stands beside the name and has a bar. */
export interface LeadColumn {
  readonly title: string
  /** `null` = unknown. */
  readonly amount: (line: ToldLine) => number | null
  readonly text: (line: ToldLine) => string
}
