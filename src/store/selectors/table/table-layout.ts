import type { State } from '../../state.ts'
import { clamp, scrollTop } from '../scroll.ts'
import { tableCursor, tableLines } from './image-rows.ts'

/** Screen row of the first line: below the header, the frame, and the names of the columns. */
export const TABLE_TOP = 3

/** Rows of the two panes: the list, and beneath it all that is known of the image under the cursor. */
export function tableLayout(state: State): { readonly list: number; readonly detail: number } {
  const height = state.terminal.rows - 2
  const wanted = tableLines(state).length + FRAME_AND_NAMES
  if (height < 16) return { list: height, detail: 0 }
  const list = clamp(wanted, 6, Math.floor(height * 0.6))
  return { list, detail: height - list }
}

const FRAME_AND_NAMES = 3

export function tableListHeight(state: State): number {
  return Math.max(1, tableLayout(state).list - FRAME_AND_NAMES)
}

/** First visible line: the stored one, corrected for the cursor and the height as it is now. */
export function tableTop(state: State): number {
  return scrollTop(state.table.top, tableCursor(state), tableListHeight(state), tableLines(state).length)
}
