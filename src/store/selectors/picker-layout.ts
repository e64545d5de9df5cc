import type { TerminalSize } from '../state.ts'

/** Rows of the picker's list: all but the header, the line typed into, the border and the status line. */
export function pickerListHeight({ rows }: TerminalSize): number {
  return Math.max(1, rows - 1 - 1 - 2 - 1)
}
