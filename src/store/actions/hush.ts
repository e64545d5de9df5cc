import type { Transition } from '../store.ts'

/** Takes the last notice away, as every key does. */
export const hush: Transition = state => (state.notice === null ? state : { ...state, notice: null })
