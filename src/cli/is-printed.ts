import type { Call } from './command.ts'

/** Whether the result is printed: a format or a file is asked for, or there is no terminal for a screen. */
export function isPrinted({ options, surroundings }: Call): boolean {
  return options.format !== null || options.output !== null || !surroundings.stdout.isTerminal
}
