import type { TakenTerminal } from '../../../components/terminal/first-frame.ts'
import type { Ending } from '../../../components/terminal/terminal-context.ts'
import { fail } from '../../errors.ts'
import { createLayerscopeStore } from '../../store/store.ts'
import type { Call } from '../command.ts'
import type { ExitCode } from '../surroundings.ts'
import { ScreenSession, type ScreenStart } from './screen-session.ts'
import { takeTerminal } from './take-terminal.ts'

/**
 * Runs the screens until they are quit, on the terminal when it was taken already. Reading starts before Ink is loaded,
 * and ends with the screens.
 *
 * Exit code 130 after Ctrl-C; 2 when the image that was on screen could not be opened, or not all of it: its fault is
 * then said once more where the shell keeps it.
 */
export async function runScreens(
  call: Call,
  start: ScreenStart,
  taken: TakenTerminal | undefined,
): Promise<ExitCode> {
  const { variables } = call.surroundings.machine
  const request = { ...call.options, references: start.references }
  const { terminal, theme } = taken ?? (await takeTerminal(request, variables)) ?? fail(NO_KEYBOARD)
  const store = createLayerscopeStore(terminal.size())
  const ended = new AbortController()
  const session = new ScreenSession(call, start, store, ended.signal)
  session.begin()
  let ending: Ending
  try {
    const { runScreen } = await import('../../../components/main.tsx')
    ending = await Promise.race([
      runScreen({ terminal, theme, store, effects: session, now: Date.now() }),
      session.broken,
    ])
  } finally {
    terminal.close()
    ended.abort()
  }
  const code = await session.farewell()
  return ending === 'interrupted' ? 130 : code
}

const NO_KEYBOARD = {
  kind: 'usage',
  message:
    'There is no terminal to read keys from: standard input is none, and this process has no other. Add --format text to print the summary.',
} as const
