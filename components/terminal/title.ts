import type { DisplayText } from '../../src/report/display-name.ts'

/** The sequence that names the terminal's window or tab (OSC 2). The old title comes back when the screen is left. */
export function titleSequence(title: DisplayText): string {
  return `\x1b]2;${title}\x07`
}
