import type { Notice } from '../state.ts'
import type { Transition } from '../store.ts'

/** Shows one sentence until the next key. */
export const say: Transition<[text: string, tone?: Notice['tone']]> = (state, text, tone = 'plain') => ({
  ...state,
  notice: { text, tone },
})
