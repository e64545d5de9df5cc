import type { Input } from './input.ts'
import { ENTER_SCREEN, LEAVE_SCREEN, MOUSE_OFF, MOUSE_ON, SETTLE_SCREEN } from './modes.ts'

/** Whose screen and keyboard it is: ours, another program's for a while, or the shell's again. */
export interface Session {
  enter(): void
  /** Restores modes, screen and keyboard; does nothing when they are not ours. */
  leave(next: 'suspended' | 'closed'): void
  is(state: 'open' | 'suspended' | 'closed'): boolean
  /** Writes while the screen is ours; anything else is lost on purpose. */
  send(data: string): void
  setMouse(on: boolean): void
}

/** A session on a terminal that is not entered yet. */
export function createSession(write: (data: string) => void, input: Input, mouse: boolean): Session {
  let state: 'open' | 'suspended' | 'closed' = 'closed'
  let mouseOn = mouse
  const send = (data: string) => {
    if (state === 'open') write(data)
  }
  return {
    enter() {
      const wasLent = state === 'suspended'
      state = 'open'
      write(ENTER_SCREEN + (wasLent ? SETTLE_SCREEN : '') + (mouseOn ? MOUSE_ON : ''))
      input.start()
    },
    leave(next) {
      if (state === 'open') {
        input.stop()
        write(LEAVE_SCREEN)
      }
      state = next
    },
    is: asked => state === asked,
    send,
    setMouse(on) {
      mouseOn = on
      send(on ? MOUSE_ON : MOUSE_OFF)
    },
  }
}
