import type { TerminalSize } from '../state.ts'

/** Screen row of the first image: below the header, the line typed into, and the frame. */
export const PICKER_TOP = 3

/** Rows of the picker's list: what the frame's lower edge and the status line leave. */
export function pickerListHeight({ rows }: TerminalSize): number {
  return Math.max(1, rows - PICKER_TOP - 2)
}
