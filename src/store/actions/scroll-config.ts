import { currentKey } from '../selectors/current.ts'
import { clamp } from '../selectors/scroll.ts'
import type { Transition } from '../store.ts'

/** Scrolls the config screen; what lays it out corrects the end. */
export const scrollConfig: Transition<[rows: number]> = (state, rows) => {
  const key = currentKey(state)
  if (key === undefined) return state
  const top = clamp((state.config.get(key)?.top ?? 0) + rows, 0, Number.MAX_SAFE_INTEGER)
  return { ...state, config: new Map(state.config).set(key, { top }) }
}
