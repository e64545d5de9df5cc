import type { Call } from './command.ts'
import { hasScreen } from './has-screen.ts'

/** Whether the result is printed: a format or a file is asked for, or there is no terminal for a screen. */
export function isPrinted({ options, surroundings: { stdout, machine } }: Call): boolean {
  return (
    options.format !== null || options.output !== null || !hasScreen(stdout.isTerminal, machine.variables)
  )
}
