import { createContext } from 'react'
import type { ComposedRow } from './pane-rows.ts'

/** Composed rows and where they go. */
export interface RowBlock {
  /** The block's first cell, counted from 0 at the top left; `undefined` when it is no longer on the screen. */
  readonly locate: () => { readonly column: number; readonly row: number } | undefined
  /** How wide each of the rows is. */
  readonly columns: number
  readonly rows: readonly ComposedRow[]
}

/**
 * Where composed rows go while Ink makes a frame, in painting order: later ones cover earlier ones. Without a board
 * (ink-testing-library, `renderToString`) Ink paints them itself, with the same result.
 */
export interface RowBoard {
  place(block: RowBlock): void
}

export const RowBoardContext = createContext<RowBoard | undefined>(undefined)
