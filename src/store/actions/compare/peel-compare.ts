import { type CompareView, HIDDEN_AT_FIRST, type ShownState } from '../../compare-state.ts'
import { currentCompare, withCompare } from '../../selectors/compare/pair.ts'
import type { State } from '../../state.ts'

/** What Esc takes away of a comparison before it closes: search, filter, hidden states, zoom; `undefined`: nothing. */
export function peelCompare(state: State): State | undefined {
  const peeled = peelView(currentCompare(state))
  return peeled && withCompare(state, () => peeled)
}

function peelView(view: CompareView): CompareView | undefined {
  if (view.find !== '') return { ...view, find: '' }
  if (view.filter !== '') return { ...view, filter: '' }
  if (!isAsAtFirst(view.hidden)) return { ...view, hidden: HIDDEN_AT_FIRST }
  if (view.zoomed !== null) return { ...view, zoomed: null }
  if (view.focus === 'instruction') return { ...view, focus: view.about }
  return undefined
}

function isAsAtFirst(hidden: ReadonlySet<ShownState>): boolean {
  return hidden.size === HIDDEN_AT_FIRST.size && [...HIDDEN_AT_FIRST].every(state => hidden.has(state))
}
