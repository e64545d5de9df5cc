import { currentKey } from '../selectors/current.ts'
import { clamp, scrolledBy, scrollTop } from '../selectors/scroll.ts'
import { shownWaste, wasteListHeight, wasteRow, wasteView } from '../selectors/waste-layout.ts'
import type { WasteRow } from '../selectors/waste-rows.ts'
import type { State, WasteView } from '../state.ts'
import type { Transition } from '../store.ts'
import { explainWaste } from './explain.ts'
import { selectStepOfLayer } from './select-layer.ts'
import { setScope } from './set-scope.ts'
import { showPath } from './show-path.ts'

/** Moves the cursor of the waste list; ±Infinity goes to an end. */
export const moveInWaste: Transition<[rows: number]> = (state, rows) =>
  selectWasteRow(state, wasteRow(state) + rows)

export const selectWasteRow: Transition<[row: number]> = (state, row) => {
  const count = shownWaste(state).length
  const target = clamp(row, 0, Math.max(0, count - 1))
  return withWaste(state, view => ({
    ...view,
    row: target,
    top: scrollTop(view.top, target, wasteListHeight(state.terminal), count),
  }))
}

/** The wheel: scrolls the list; the cursor stays where it is while it is seen. */
export const scrollWaste: Transition<[rows: number]> = (state, rows) => {
  const height = wasteListHeight(state.terminal)
  const { top } = wasteView(state)
  const scrolled = scrolledBy(rows, { top, cursor: wasteRow(state), height, count: shownWaste(state).length })
  return withWaste(state, view => ({ ...view, top: scrolled.top, row: scrolled.cursor }))
}

/** Enter: a group opens or closes; an item is shown in the layer that wrote it; a finding is explained. */
export const enterWaste: Transition = state => {
  const row = shownWaste(state).at(wasteRow(state))
  if (row === undefined || state.screen.kind !== 'waste') return state
  switch (row.kind) {
    case 'group':
      return toggleGroup(state, row.group.key)
    case 'item':
      return jumpToItem(state, row)
    case 'fix':
    case 'finding':
      return explainWaste(state)
    case 'heading':
      return state
    default:
      return row satisfies never
  }
}

function jumpToItem(state: State, { item }: Extract<WasteRow, { kind: 'item' }>): State {
  if (state.screen.kind !== 'waste') return state
  const exploring: State = { ...state, screen: { kind: 'explore', image: state.screen.image } }
  const inLayer = setScope(selectStepOfLayer(exploring, item.layer), 'changes')
  return showPath(inLayer, item.path)
}

function toggleGroup(state: State, key: string): State {
  return withWaste(state, view => {
    const closed = new Set(view.closed)
    if (!closed.delete(key)) closed.add(key)
    return { ...view, closed }
  })
}

function withWaste(state: State, change: (view: WasteView) => WasteView): State {
  const key = currentKey(state)
  if (key === undefined) return state
  return { ...state, waste: new Map(state.waste).set(key, change(wasteView(state))) }
}
