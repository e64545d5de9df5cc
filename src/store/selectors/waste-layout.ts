import type { TerminalSize } from '../state.ts'

/** Rows of the waste list: all but the header, the summary (four lines), the border and the status line. */
export function wasteListHeight({ rows }: TerminalSize): number {
  return Math.max(1, rows - 1 - 4 - 2 - 1)
}
