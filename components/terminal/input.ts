import type { Buffer } from 'node:buffer'
import { createClickCounter } from './click-counter.ts'
import { flushInput, isWaiting, NO_INPUT, type ParsedInput, parseInput } from './input-parser.ts'
import type { TerminalEvent } from './terminal-event.ts'

/** The part of `tty.ReadStream` that is used; `process.stdin`, or `/dev/tty` when standard input is a pipe. */
export interface InputStream {
  setRawMode(raw: boolean): unknown
  on(event: 'data', listener: (chunk: Buffer) => void): unknown
  off(event: 'data', listener: (chunk: Buffer) => void): unknown
  resume(): unknown
  pause(): unknown
}

export interface Input {
  /** Takes the keyboard: raw mode, one event per key. */
  start(): void
  /** Gives it back, so that another program can read it. */
  stop(): void
}

/** How long after ESC the rest of a sequence may come; longer, and it was the Escape key. */
const ESCAPE_DELAY = 25

/** Everything a person does at `stream`, key by key. */
export function createInput(stream: InputStream, emit: (event: TerminalEvent) => void): Input {
  const countClicks = createClickCounter()
  let decoder = new TextDecoder()
  let state = NO_INPUT
  let timer: NodeJS.Timeout | undefined

  const accept = (parsed: ParsedInput) => {
    state = parsed.state
    for (const event of parsed.events)
      emit(event.kind === 'mouse' ? countClicks(event, performance.now()) : event)
  }
  const receive = (chunk: Buffer) => {
    clearTimeout(timer)
    accept(parseInput(state, decoder.decode(chunk, { stream: true })))
    if (isWaiting(state)) timer = setTimeout(() => accept(flushInput(state)), ESCAPE_DELAY)
  }
  return {
    start() {
      state = NO_INPUT
      decoder = new TextDecoder()
      stream.setRawMode(true)
      stream.on('data', receive)
      stream.resume()
    },
    stop() {
      clearTimeout(timer)
      stream.off('data', receive)
      stream.setRawMode(false)
      stream.pause()
    },
  }
}
