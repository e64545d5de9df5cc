import { Box } from 'ink'
import { useMemo } from 'react'
import { currentImage } from '../../src/store/selectors/current.ts'
import {
  shownWaste,
  WASTE_SUMMARY,
  wasteRow,
  wasteTop,
  wasteView,
} from '../../src/store/selectors/waste-layout.ts'
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
  const { closed } = wasteView(state)
  const [cursor, top] = [wasteRow(state), wasteTop(state)]
  const { columns } = state.terminal
  const rows = state.terminal.rows - 1 - WASTE_SUMMARY - 1
  const analysis = image?.kind === 'ready' ? image.analysis : undefined
  const summary = useMemo(() => wasteSummary(analysis, columns), [analysis, columns])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines follow from the analysis and what is closed
  const content = useMemo(
    () => wasteContent({ analysis, rows: shownWaste(state), cursor, top, size: { columns, rows } }, theme),
    [analysis, closed, cursor, top, columns, rows, theme],
  )
  return (
    <Box flexDirection="column">
      <Lines lines={summary} size={{ columns, rows: WASTE_SUMMARY }} />
      <Pane content={content} size={{ columns, rows }} />
    </Box>
  )
}
