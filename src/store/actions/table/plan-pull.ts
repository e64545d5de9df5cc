import type { Digest } from '../../../image/digest.ts'
import type { PullPlan } from '../../compare-state.ts'
import type { Transition } from '../../store.ts'

/** Whom the images are to be brought to. */
export const planPull: Transition<[plan: PullPlan]> = (state, pull) => ({ ...state, pull })

/** What layers were compressed to, once they are read. */
export const receiveEstimates: Transition<[estimates: ReadonlyMap<Digest, number>]> = (state, estimates) => ({
  ...state,
  pull: { ...state.pull, estimates: new Map(estimates) },
})
