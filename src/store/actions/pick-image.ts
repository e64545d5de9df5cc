import type { PickerList, PickerView } from '../picker-state.ts'
import { pickerListHeight } from '../selectors/picker-layout.ts'
import { pickerCursor, pickerRows } from '../selectors/picker-rows.ts'
import { clamp, scrolledBy, scrollTop } from '../selectors/scroll.ts'
import type { State } from '../state.ts'
import type { Transition } from '../store.ts'

/** What there is to pick from. */
export const listImages: Transition<[list: PickerList]> = (state, list) =>
  withPicker(state, picker => ({ ...picker, list }))

export const movePicker: Transition<[rows: number]> = (state, rows) =>
  selectPicker(state, pickerCursor(state.picker) + rows)

export const selectPicker: Transition<[row: number]> = (state, row) =>
  withPicker(state, picker => {
    const rows = pickerRows(picker)
    const target = clamp(row, 0, Math.max(0, rows.length - 1))
    const top = scrollTop(picker.top, target, pickerListHeight(state.terminal), rows.length)
    return { ...picker, cursor: rows[target]?.reference ?? null, top }
  })

/** The wheel: scrolls the list; the cursor stays where it is while it is seen. */
export const scrollPicker: Transition<[rows: number]> = (state, rows) =>
  withPicker(state, picker => {
    const items = pickerRows(picker)
    const height = pickerListHeight(state.terminal)
    const list = { top: picker.top, cursor: pickerCursor(picker), height, count: items.length }
    const { top, cursor } = scrolledBy(rows, list)
    return { ...picker, top, cursor: items[cursor]?.reference ?? null }
  })

/** Typing filters; the cursor stays on its image as long as it is listed. */
export const filterPicker: Transition<[filter: string]> = (state, filter) =>
  withPicker(state, picker => ({ ...picker, filter, top: 0 }))

/** Marks the image under the cursor to be compared, or takes the mark away, and goes on. */
export const markPicked: Transition = state => {
  const reference = pickerRows(state.picker)[pickerCursor(state.picker)]?.reference
  if (reference === undefined) return state
  const marked = new Set(state.picker.marked)
  if (!marked.delete(reference)) marked.add(reference)
  return movePicker(
    withPicker(state, picker => ({ ...picker, marked })),
    1,
  )
}

function withPicker(state: State, change: (picker: PickerView) => PickerView): State {
  return { ...state, picker: change(state.picker) }
}
