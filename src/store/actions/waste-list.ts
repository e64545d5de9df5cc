import { currentImage, currentKey } from '../selectors/current.ts'
import { clamp, scrollTop } from '../selectors/scroll.ts'
import { wasteListHeight } from '../selectors/waste-layout.ts'
import { type WasteRow, wasteRows } from '../selectors/waste-rows.ts'
import type { State, WasteView } from '../state.ts'
import type { Transition } from '../store.ts'
import { selectStepOfLayer } from './select-layer.ts'
import { setScope } from './set-scope.ts'
import { showPath } from './show-path.ts'

export const INITIAL_WASTE: WasteView = { row: 0, top: 0, closed: new Set() }

/** Moves the cursor of the waste list; ±Infinity goes to an end. */
export const moveInWaste: Transition<[rows: number]> = (state, rows) =>
  selectWasteRow(state, wasteView(state).row + rows)

export const selectWasteRow: Transition<[row: number]> = (state, row) => {
  const count = shownRows(state).length
  const target = clamp(row, 0, Math.max(0, count - 1))
  return withWaste(state, view => ({
    ...view,
    row: target,
    top: scrollTop(view.top, target, wasteListHeight(state.terminal), count),
  }))
}

/** Enter: a group opens or closes; an item is shown in the layer that wrote it. */
export const enterWaste: Transition = state => {
  const row = shownRows(state)[wasteView(state).row]
  if (row === undefined || state.screen.kind !== 'waste') return state
  return row.kind === 'group' ? toggleGroup(state, row.group.key) : jumpToItem(state, row)
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

export function wasteView(state: State): WasteView {
  const key = currentKey(state)
  return (key === undefined ? undefined : state.waste.get(key)) ?? INITIAL_WASTE
}

function shownRows(state: State): readonly WasteRow[] {
  const image = currentImage(state)
  return image?.kind === 'ready' ? wasteRows(image.analysis, wasteView(state).closed) : []
}

function withWaste(state: State, change: (view: WasteView) => WasteView): State {
  const key = currentKey(state)
  if (key === undefined) return state
  return { ...state, waste: new Map(state.waste).set(key, change(wasteView(state))) }
}
