import type { PickerItem, PickerView } from '../picker-state.ts'
import type { State } from '../state.ts'

/** The images the picker lists: those whose name holds what was typed, upper and lower case alike. */
export function pickerRows({ list, filter }: PickerView): readonly PickerItem[] {
  if (list.kind === 'loading') return []
  const wanted = filter.toLowerCase()
  return list.items.filter(({ reference }) => reference.toLowerCase().includes(wanted))
}

/** The row under the cursor; the first when the one it was on is filtered away. */
export function pickerCursor(picker: PickerView): number {
  const row = pickerRows(picker).findIndex(({ reference }) => reference === picker.cursor)
  return Math.max(0, row)
}

/** What Enter opens, in the order to compare: the images there are, then those marked, or else the one chosen. */
export function pickedReferences({ picker, screen }: State): readonly string[] {
  const given = screen.kind === 'picker' ? screen.compareWith : []
  const chosen = chosenReference(picker)
  const [marked, ...more] = picker.marked
  const alone = marked === undefined || (more.length === 0 && given.length === 0)
  const picked = alone && chosen !== undefined ? [...picker.marked, chosen] : [...picker.marked]
  return picked.length === 0 ? [] : [...given, ...new Set(picked)]
}

/** The row under the cursor, else what was typed. */
function chosenReference(picker: PickerView): string | undefined {
  const row = pickerRows(picker)[pickerCursor(picker)]
  return row?.reference ?? (picker.filter === '' ? undefined : picker.filter)
}
