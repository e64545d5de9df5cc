import type { TerminalEvent } from './terminal-event.ts'

type Listener = (event: TerminalEvent) => void

/** Keys typed before anybody listens are kept, so that typing ahead works; more than this nobody types in a second. */
const EARLY_EVENT_LIMIT = 100

/** Those who want to know what a person does. */
export function createEventListeners() {
  const listeners = new Set<Listener>()
  let early: TerminalEvent[] = []
  return {
    emit(event: TerminalEvent) {
      if (listeners.size > 0) for (const listener of listeners) listener(event)
      else if (early.length < EARLY_EVENT_LIMIT) early.push(event)
    },
    add(listener: Listener): () => void {
      listeners.add(listener)
      const waiting = early
      early = []
      for (const event of waiting) listener(event)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
