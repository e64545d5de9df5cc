import { createContext, use, useEffect, useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react'
import type { Size } from '../text/pane-rows.ts'
import type { Cell } from './frame-painter.ts'
import type { Terminal } from './terminal.ts'
import type { TerminalEvent } from './terminal-event.ts'

/** How an app was left: as it is meant to be, or by Ctrl-C. */
export type Ending = 'quit' | 'interrupted'

export interface TerminalAccess {
  readonly terminal: Terminal
  /** Ends `runApp`. */
  readonly exit: (ending?: Ending) => void
  /** Ends `runApp` with an error, which is thrown to its caller. */
  readonly fail: (error: unknown) => void
}

export const TerminalContext = createContext<TerminalAccess | undefined>(undefined)

/** The terminal the app runs on: suspend, mouse, title, clipboard; and the way out. */
export function useTerminal(): TerminalAccess {
  const access = use(TerminalContext)
  if (access === undefined) throw new Error('useTerminal is called outside runApp')
  return access
}

/** Calls `handler` for every key, paste and mouse event. Used once, by the app, which knows where the focus is. */
export function useTerminalInput(handler: (event: TerminalEvent) => void): void {
  const { terminal, fail } = useTerminal()
  const handle = useEffectEvent((event: TerminalEvent) => {
    try {
      handler(event)
    } catch (error) {
      fail(error)
    }
  })
  useEffect(() => terminal.onEvent(event => handle(event)), [terminal])
}

/** The size of the screen; the component is drawn again when it changes. */
export function useScreenSize(): Size {
  const { terminal } = useTerminal()
  const columns = useSyncExternalStore(terminal.onResize, () => terminal.size().columns)
  const rows = useSyncExternalStore(terminal.onResize, () => terminal.size().rows)
  return { columns, rows }
}

/** Puts the terminal's cursor at a cell while the component is shown: where typed text will appear. */
export function useCaret(caret: Cell | undefined): void {
  const { terminal } = useTerminal()
  const { column, row } = caret ?? {}
  useLayoutEffect(() => {
    terminal.setCaret(column === undefined || row === undefined ? undefined : { column, row })
    return () => terminal.setCaret(undefined)
  }, [terminal, column, row])
}
