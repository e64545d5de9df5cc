import type { TerminalSize } from '../state.ts'

/** Lines of the summary above the list. */
export const WASTE_SUMMARY = 4

/** Screen row of the first line: below the header, the summary, and the frame. */
export const WASTE_TOP = 1 + WASTE_SUMMARY + 1

/** Rows of the waste list: what the frame's lower edge and the status line leave. */
export function wasteListHeight({ rows }: TerminalSize): number {
  return Math.max(1, rows - WASTE_TOP - 2)
}
