import { Box } from 'ink'
import { useMemo } from 'react'
import { PICKER_TOP, pickerTop } from '../../src/store/selectors/picker-layout.ts'
import type { State } from '../../src/store/state.ts'
import { useCaret } from '../terminal/terminal-context.ts'
import { Lines } from '../text/lines.tsx'
import { Pane } from '../text/pane.tsx'
import { useTheme } from '../text/theme-context.ts'
import { pickerContent, searchCaret, searchRow } from './picker-content.ts'

export interface PickerScreenProps {
  readonly state: State
  /** Now, in milliseconds, for the ages of images. */
  readonly now: number
}

/** The images of the engine, the demo or a folder: type to filter, Enter opens. */
export function PickerScreen({ state, now }: PickerScreenProps) {
  const theme = useTheme()
  const { picker } = state
  const { columns } = state.terminal
  const rows = state.terminal.rows - PICKER_TOP
  const top = pickerTop(state)
  const content = useMemo(
    () => pickerContent({ picker, top, size: { columns, rows }, now }, theme),
    [picker, top, columns, rows, now, theme],
  )
  const search = useMemo(() => [searchRow(picker)], [picker])
  useCaret({ column: Math.min(searchCaret(picker), columns - 1), row: 1 })
  return (
    <Box flexDirection="column">
      <Lines lines={search} size={{ columns, rows: 1 }} />
      <Pane content={content} size={{ columns, rows }} />
    </Box>
  )
}
