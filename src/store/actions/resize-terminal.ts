import type { TerminalSize } from '../state.ts'
import type { Transition } from '../store.ts'

export const resizeTerminal: Transition<[size: TerminalSize]> = (state, size) => ({
  ...state,
  terminal: size,
})
