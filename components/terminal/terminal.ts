import type { Size } from '../text/pane-rows.ts'
import { createEventListeners } from './event-listeners.ts'
import { type Cell, createFramePainter, type FramePainter } from './frame-painter.ts'
import { holdOutput } from './hold-output.ts'
import { createInput, type InputStream } from './input.ts'
import { restoreAtEnd } from './restore.ts'
import { createSession, type Session } from './session.ts'
import type { TerminalEvent } from './terminal-event.ts'

/** The part of `tty.WriteStream` that is used. */
export interface OutputStream {
  readonly columns: number
  readonly rows: number
  write(data: string): unknown
  on(event: 'resize', listener: () => void): unknown
  off(event: 'resize', listener: () => void): unknown
}

/** The screen and the keyboard, taken over until `close`. The only owner of raw mode, modes, mouse and cursor. */
export interface Terminal {
  size(): Size
  /** Shows a frame, one string a row; only rows that changed are sent. */
  paint(frame: readonly string[]): void
  setCaret(caret: Cell | undefined): void
  setMouse(on: boolean): void
  /** Sends a sequence that draws nothing: title, clipboard. */
  send(sequence: string): void
  /** Calls the listener for everything a person does; what came before the first listener is not lost. */
  onEvent(listener: (event: TerminalEvent) => void): () => void
  onResize(listener: () => void): () => void
  /** Draws everything again: another program wrote on the screen. */
  repaint(): void
  /** Gives screen and keyboard to somebody else while `work` runs, then takes them back and draws everything again. */
  suspend(work: () => Promise<void>): Promise<void>
  /** Leaves the terminal as it was found. Returns what libraries tried to print meanwhile. */
  close(): readonly string[]
}

export interface TerminalOptions {
  readonly stdin: InputStream
  readonly stdout: OutputStream
  readonly mouse: boolean
}

/** Takes the terminal over: alternate screen, raw keys. It is given back by `close` or when the process ends. */
export function openTerminal({ stdin, stdout, mouse }: TerminalOptions): Terminal {
  const listeners = createEventListeners()
  const session = createSession(data => void stdout.write(data), createInput(stdin, listeners.emit), mouse)
  const painter = createFramePainter(session.send, () => stdout.rows)
  const unwatch = restoreAtEnd(() => session.leave('closed'))
  const release = holdOutput()
  const onResize = (listener: () => void) => {
    stdout.on('resize', listener)
    return () => void stdout.off('resize', listener)
  }
  const stopForgetting = onResize(() => {
    painter.forget()
    setImmediate(painter.draw) // when the size is the old one, nobody paints a new frame
  })
  session.enter()

  return {
    size: () => ({ columns: stdout.columns, rows: stdout.rows }),
    paint: painter.paint,
    setCaret: painter.setCaret,
    setMouse: session.setMouse,
    send: session.send,
    onEvent: listeners.add,
    onResize,
    repaint: () => repaint(painter),
    suspend: work => suspend(session, painter, work),
    close() {
      session.leave('closed')
      unwatch()
      stopForgetting()
      return release()
    },
  }
}

async function suspend(session: Session, painter: FramePainter, work: () => Promise<void>): Promise<void> {
  if (!session.is('open')) return
  session.leave('suspended')
  try {
    await work()
  } finally {
    if (session.is('suspended')) {
      session.enter()
      repaint(painter)
      tellSize()
    }
  }
}

/** While the shell or a stopped job had the terminal, nobody told us of a new size: Node looks when it is told. */
function tellSize(): void {
  if (process.platform !== 'win32') process.kill(process.pid, 'SIGWINCH')
}

function repaint(painter: FramePainter) {
  painter.forget()
  painter.draw()
}
