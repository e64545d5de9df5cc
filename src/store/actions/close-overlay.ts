import type { Transition } from '../store.ts'

export const closeOverlay: Transition = state => ({ ...state, overlay: { kind: 'none' } })
