import type { Fault } from '../../errors.ts'
import type { ImageKey } from '../state.ts'
import type { Transition } from '../store.ts'

/** The image could not be opened at all. */
export const failImage: Transition<[key: ImageKey, fault: Fault]> = (state, key, fault) => ({
  ...state,
  images: new Map(state.images).set(key, { kind: 'failed', fault }),
})
