import type { State, TerminalSize } from '../state.ts'
import { pickerCursor, pickerRows } from './picker-rows.ts'
import { scrollTop } from './scroll.ts'

/** Screen row of the first image: below the header, the line typed into, and the frame. */
export const PICKER_TOP = 3

/** Rows of the picker's list: what the frame's lower edge and the status line leave. */
export function pickerListHeight({ rows }: TerminalSize): number {
  return Math.max(1, rows - PICKER_TOP - 2)
}

/** First visible row of the list: the stored one, corrected for the cursor and the height as it is now. */
export function pickerTop({ picker, terminal }: State): number {
  return scrollTop(picker.top, pickerCursor(picker), pickerListHeight(terminal), pickerRows(picker).length)
}
