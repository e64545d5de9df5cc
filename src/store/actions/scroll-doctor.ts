import { currentKey } from '../selectors/current.ts'
import { clamp } from '../selectors/scroll.ts'
import type { Transition } from '../store.ts'

/** Scrolls the doctor's screen; what lays it out corrects the end. */
export const scrollDoctor: Transition<[rows: number]> = (state, rows) => {
  const key = currentKey(state)
  if (key === undefined) return state
  const top = clamp((state.doctor.get(key)?.top ?? 0) + rows, 0, Number.MAX_SAFE_INTEGER)
  return { ...state, doctor: new Map(state.doctor).set(key, { top }) }
}
