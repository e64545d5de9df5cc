import type { Transition } from '../store.ts'

/** Asks whether to pull an image the engine does not have. */
export const askPull: Transition<[reference: string]> = (state, reference) => ({
  ...state,
  overlay: { kind: 'pull', reference },
})
