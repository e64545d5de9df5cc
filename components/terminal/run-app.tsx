import { Readable, Writable } from 'node:stream'
import { Box, render } from 'ink'
import type { ReactNode } from 'react'
import { ThemeContext } from '../text/theme-context.ts'
import type { Theme } from '../theme.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { suspendToShell } from './suspend.ts'
import type { Terminal } from './terminal.ts'
import { TerminalContext, useScreenSize } from './terminal-context.ts'

export interface AppOptions {
  /** Open; `runApp` closes it. */
  readonly terminal: Terminal
  readonly theme: Theme
}

/**
 * Runs an app on the whole screen until it calls `exit`. What it throws while drawing is thrown to the caller, after
 * the terminal has been given back; what libraries printed meanwhile goes to standard error.
 *
 * Ink lays out and composes; keyboard, modes and drawing are the `Terminal`'s. Ink's `debug` option is what it
 * documents as "each update rendered as separate output": every commit hands us the complete frame, at once and
 * unthrottled, and only changed rows are sent on.
 */
export async function runApp(app: ReactNode, { terminal, theme }: AppOptions): Promise<void> {
  const ended = Promise.withResolvers<void>()
  const stop = () => void suspendToShell(terminal)
  process.on('SIGTSTP', stop)
  const ink = render(
    <ErrorBoundary onError={ended.reject}>
      <TerminalContext value={{ terminal, exit: ended.resolve }}>
        <ThemeContext value={theme}>
          <Screen>{app}</Screen>
        </ThemeContext>
      </TerminalContext>
    </ErrorBoundary>,
    {
      stdout: frameStream(terminal),
      stdin: new Readable({ read: () => undefined }),
      debug: true,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
    },
  )
  try {
    await ended.promise
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
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      {children}
    </Box>
  )
}

/** What Ink takes for its terminal. */
function frameStream(terminal: Terminal): NodeJS.WritableStream {
  const stream = new Writable({
    decodeStrings: false,
    write(frame, _encoding, done) {
      if (frame !== '') terminal.paint(String(frame))
      done()
    },
  })
  return Object.defineProperties(stream, {
    columns: { get: () => terminal.size().columns },
    rows: { get: () => terminal.size().rows },
  })
}
