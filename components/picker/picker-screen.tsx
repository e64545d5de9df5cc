import { Box } from 'ink'
import { useMemo } from 'react'
import { PICKER_TOP } from '../../src/store/selectors/picker-layout.ts'
import type { State } from '../../src/store/state.ts'
import { Lines } from '../text/lines.tsx'
import { Pane } from '../text/pane.tsx'
import { useTheme } from '../text/theme-context.ts'
import { pickerContent, searchRow } from './picker-content.ts'

export interface PickerScreenProps {
  readonly state: State
  /** Now, in milliseconds, for the ages of images. */
  readonly now: number
}

/** The images of the engine, the demo or a folder: type to filter, Enter opens. */
export function PickerScreen({ state, now }: PickerScreenProps) {
  const theme = useTheme()
  const { picker, terminal } = state
  const { columns } = terminal
  const rows = terminal.rows - PICKER_TOP + 1 - 1
  const content = useMemo(
    () => pickerContent(picker, { columns, rows }, now, theme),
    [picker, columns, rows, now, theme],
  )
  const search = useMemo(() => [searchRow(picker)], [picker])
  return (
    <Box flexDirection="column">
      <Lines lines={search} size={{ columns, rows: 1 }} />
      <Pane content={content} size={{ columns, rows }} />
    </Box>
  )
}
