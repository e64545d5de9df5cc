import type { Work } from '../state.ts'
import type { Transition } from '../store.ts'
import { say } from './say.ts'

/** What goes on now, and how far it is. */
export const showWork: Transition<[work: Work]> = (state, work) => ({ ...state, work })

/** It is done. */
export const endWork: Transition = state => ({ ...state, work: null })

/** Esc: whoever does it sees that it is gone, and stops. */
export const stopWork: Transition = state => say(endWork(state), 'Stopped.')
