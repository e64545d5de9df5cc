import type { Transition } from '../store.ts'

export const showHelp: Transition = state => ({ ...state, overlay: { kind: 'help', filter: '', top: 0 } })

export const filterHelp: Transition<[filter: string]> = (state, filter) =>
  state.overlay.kind === 'help' ? { ...state, overlay: { kind: 'help', filter, top: 0 } } : state

export const scrollHelp: Transition<[rows: number]> = (state, rows) =>
  state.overlay.kind === 'help'
    ? { ...state, overlay: { ...state.overlay, top: Math.max(0, state.overlay.top + rows) } }
    : state
