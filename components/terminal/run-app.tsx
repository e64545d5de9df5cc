import { Readable } from 'node:stream'
import { Box, render } from 'ink'
import type { ReactNode } from 'react'
import { RowBoardContext } from '../text/row-board.ts'
import { ThemeContext } from '../text/theme-context.ts'
import type { Theme } from '../theme.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { createFrameStream } from './frame-stream.ts'
import { suspendToShell } from './suspend.ts'
import type { Terminal } from './terminal.ts'
import { type Ending, TerminalContext, useScreenSize } from './terminal-context.ts'

export interface AppOptions {
  /** Open; `runApp` closes it. */
  readonly terminal: Terminal
  readonly theme: Theme
}

/**
 * Runs an app on the whole screen until it calls `exit`, and tells how. What it throws while drawing or at a key is thrown to the caller, after
 * the terminal has been given back; what libraries printed meanwhile goes to standard error.
 *
 * Ink keeps the tree and lays it out; keyboard, modes and drawing are the `Terminal`'s. With Ink's `debug` option every
 * commit hands over a frame at once, unthrottled and without erase codes.
 */
export async function runApp(app: ReactNode, { terminal, theme }: AppOptions): Promise<Ending> {
  const ended = Promise.withResolvers<Ending>()
  const exit = (ending: Ending = 'quit') => ended.resolve(ending)
  const frames = createFrameStream(terminal)
  const stop = () => void suspendToShell(terminal)
  process.on('SIGTSTP', stop)
  const ink = render(
    <ErrorBoundary onError={ended.reject}>
      <TerminalContext value={{ terminal, exit, fail: ended.reject }}>
        <ThemeContext value={theme}>
          <RowBoardContext value={frames.board}>
            <Screen>{app}</Screen>
          </RowBoardContext>
        </ThemeContext>
      </TerminalContext>
    </ErrorBoundary>,
    {
      stdout: frames.stream,
      stdin: new Readable({ read: () => undefined }),
      debug: true,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
    },
  )
  try {
    return await ended.promise
  } finally {
    process.off('SIGTSTP', stop)
    const printed = terminal.close()
    ink.unmount()
    for (const line of printed) process.stderr.write(`${line}\n`)
  }
}

/** Exactly the screen, and drawn anew whenever its size changes. */
function Screen({ children }: { readonly children: ReactNode }) {
  const { columns, rows } = useScreenSize()
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {children}
    </Box>
  )
}
