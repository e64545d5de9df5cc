import { type ReactNode, useEffect } from 'react'
import { onTestFinished } from 'vitest'
import { runApp } from '../../components/terminal/run-app.tsx'
import { openTerminal, type Terminal } from '../../components/terminal/terminal.ts'
import { type Ending, useTerminal } from '../../components/terminal/terminal-context.ts'
import { createTheme, type Theme } from '../../components/theme.ts'
import { FakeKeyboard, FakeScreen } from './fake-terminal.ts'
import { keyBytes } from './key-bytes.ts'
import { type DrawnCell, readCaret, readCell, readLines } from './read-screen.ts'

/** An app on a terminal, and somebody in front of it. Every action resolves when the app is idle again. */
export interface OpenScreen {
  readonly columns: number
  readonly rows: number
  /** Presses keys one after the other, as the table of keys writes them: `press('j', 'ctrl-d', 'enter')`. */
  press(...keys: string[]): Promise<void>
  type(text: string): Promise<void>
  paste(text: string): Promise<void>
  /** Presses and releases the left button over a cell counted from 0. */
  click(column: number, row: number): Promise<void>
  doubleClick(column: number, row: number): Promise<void>
  drag(
    from: readonly [column: number, row: number],
    to: readonly [column: number, row: number],
  ): Promise<void>
  wheel(direction: 'up' | 'down', column: number, row: number): Promise<void>
  resize(columns: number, rows: number): Promise<void>
  /** Resolves when nothing has been drawn for three turns of the event loop: all effects of what was done are shown. */
  idle(): Promise<void>
  /** Resolves when the screen satisfies the condition: for work that goes on in the background. */
  until(condition: (text: string) => boolean): Promise<void>
  /** The screen as text, one line a row. */
  text(): string
  cell(column: number, row: number): DrawnCell
  caret(): { column: number; row: number } | undefined
  /** Everything sent to the terminal so far. */
  sent(): string
  /** Settles as `runApp` does: when the app has ended. */
  readonly ended: Promise<Ending>
  readonly terminal: Terminal
  readonly keyboard: FakeKeyboard
}

export interface OpenScreenOptions {
  readonly columns: number
  readonly rows: number
  readonly theme?: Theme
}

/** Runs `app` on an emulated terminal until the test is over. */
export async function openScreen(app: ReactNode, options: OpenScreenOptions): Promise<OpenScreen> {
  const screen = new FakeScreen(options.columns, options.rows)
  const keyboard = new FakeKeyboard()
  const terminal = openTerminal({ stdin: keyboard, stdout: screen, mouse: true })
  let leave: () => void = terminal.close
  const ended = runApp(<ExitCatcher onExit={exit => (leave = exit)}>{app}</ExitCatcher>, {
    terminal,
    theme: options.theme ?? createTheme({ palette: 'dark', colour: true, ascii: false }),
  })
  ended.catch(() => undefined) // a test that cares awaits it
  onTestFinished(() => leave())
  await idle(screen)
  return { ...actions(screen, keyboard), ...observations(screen), ended, terminal, keyboard }
}

function ExitCatcher({ children, onExit }: { children: ReactNode; onExit: (exit: () => void) => void }) {
  const { exit } = useTerminal()
  useEffect(() => onExit(exit), [exit, onExit])
  return children
}

function actions(screen: FakeScreen, keyboard: FakeKeyboard) {
  const feed = async (...chunks: string[]) => {
    for (const chunk of chunks) {
      keyboard.feed(chunk)
      await idle(screen)
    }
  }
  const mouse = (code: number, [column, row]: readonly [number, number], final: 'M' | 'm') =>
    `\x1b[<${code};${column + 1};${row + 1}${final}`
  const click = (at: readonly [number, number]) => [mouse(0, at, 'M'), mouse(0, at, 'm')]
  return {
    press: (...keys: string[]) => feed(...keys.map(keyBytes)),
    type: (text: string) => feed(...text),
    paste: (text: string) => feed(`\x1b[200~${text}\x1b[201~`),
    click: (column: number, row: number) => feed(...click([column, row])),
    doubleClick: (column: number, row: number) =>
      feed([...click([column, row]), ...click([column, row])].join('')),
    drag: (from: readonly [number, number], to: readonly [number, number]) =>
      feed(mouse(0, from, 'M'), mouse(32, to, 'M'), mouse(0, to, 'm')),
    wheel: (direction: 'up' | 'down', column: number, row: number) =>
      feed(mouse(direction === 'up' ? 64 : 65, [column, row], 'M')),
    resize(columns: number, rows: number) {
      screen.resize(columns, rows)
      return idle(screen)
    },
    idle: () => idle(screen),
    until: (condition: (text: string) => boolean) => until(screen, condition),
  }
}

function observations(screen: FakeScreen) {
  return {
    get columns() {
      return screen.columns
    },
    get rows() {
      return screen.rows
    },
    text: () => readLines(screen).join('\n'),
    cell: (column: number, row: number) => readCell(screen, column, row),
    caret: () => readCaret(screen),
    sent: () => screen.sent.join(''),
  }
}

/** Turns of the event loop without a frame after which nothing is under way any more (React's effects take one). */
const QUIET_TURNS = 3

async function idle(screen: FakeScreen): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
    const before = screen.sent.length
    await new Promise(resolve => setImmediate(resolve))
    if (screen.sent.length > before) quiet = -1
  }
  await screen.drawn()
}

/** How long `until` waits before it says what was on the screen instead. */
const PATIENCE = 4000

async function until(screen: FakeScreen, condition: (text: string) => boolean): Promise<void> {
  const end = AbortSignal.timeout(PATIENCE)
  await idle(screen)
  while (!condition(readLines(screen).join('\n'))) {
    if (end.aborted)
      throw new Error(`The screen never became what was awaited:\n${readLines(screen).join('\n')}`)
    await nextFrame(screen, end)
    await idle(screen)
  }
}

function nextFrame(screen: FakeScreen, end: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    screen.once('sent', resolve)
    end.addEventListener('abort', () => resolve(), { once: true })
  })
}
