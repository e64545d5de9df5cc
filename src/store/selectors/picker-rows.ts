import type { PickerItem, PickerView } from '../state.ts'

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
