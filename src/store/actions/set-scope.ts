import { currentView, withView } from '../selectors/current.ts'
import type { Scope } from '../state.ts'
import type { Transition } from '../store.ts'

const NEXT = { changes: 'stacked', stacked: 'final', final: 'changes' } as const satisfies Record<
  Scope,
  Scope
>

/** This layer's changes → everything up to it → what a container sees → and round again. */
export const cycleScope: Transition = state => setScope(state, NEXT[currentView(state).scope])

export const setScope: Transition<[scope: Scope]> = (state, scope) =>
  withView(state, view => ({ ...view, scope }))
