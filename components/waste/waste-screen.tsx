import { Box } from 'ink'
import { useMemo } from 'react'
import { wasteView } from '../../src/store/actions/waste-list.ts'
import { currentImage } from '../../src/store/selectors/current.ts'
import { WASTE_SUMMARY } from '../../src/store/selectors/waste-layout.ts'
import type { State } from '../../src/store/state.ts'
import { Lines } from '../text/lines.tsx'
import { Pane } from '../text/pane.tsx'
import { useTheme } from '../text/theme-context.ts'
import { wasteContent, wasteSummary } from './waste-content.ts'

export interface WasteScreenProps {
  readonly state: State
}

/** Bytes nobody can see: a summary, and the items by writer and killer. */
export function WasteScreen({ state }: WasteScreenProps) {
  const theme = useTheme()
  const image = currentImage(state)
  const view = wasteView(state)
  const { columns } = state.terminal
  const rows = state.terminal.rows - 1 - WASTE_SUMMARY - 1
  const analysis = image?.kind === 'ready' ? image.analysis : undefined
  const summary = useMemo(() => wasteSummary(analysis, columns), [analysis, columns])
  const content = useMemo(
    () => wasteContent(analysis, view, { columns, rows }, theme),
    [analysis, view, columns, rows, theme],
  )
  return (
    <Box flexDirection="column">
      <Lines lines={summary} size={{ columns, rows: WASTE_SUMMARY }} />
      <Pane content={content} size={{ columns, rows }} />
    </Box>
  )
}
