import { Box } from 'ink'
import { useMemo } from 'react'
import { tableCursor, tableLines } from '../../src/store/selectors/table/image-rows.ts'
import { imageTable } from '../../src/store/selectors/table/image-table.ts'
import { tableLayout, tableTop } from '../../src/store/selectors/table/table-layout.ts'
import { tablePull } from '../../src/store/selectors/table/table-pull.ts'
import type { State } from '../../src/store/state.ts'
import { Pane } from '../text/pane.tsx'
import { useTheme } from '../text/theme-context.ts'
import { tableContent, tableDetail } from './table-content.ts'

export interface TableScreenProps {
  readonly state: State
}

/** Several images, one row each, and beneath them all that is known of one. */
export function TableScreen({ state }: TableScreenProps) {
  const theme = useTheme()
  const { images, screen, table: view, pull: plan } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines follow from the images, the plan and the order
  const lines = useMemo(() => tableLines(state), [images, screen, plan, view.sort])
  const table = imageTable(state)
  const pull = tablePull(state)
  const { isAsked } = plan
  const cursor = tableCursor(state)
  const top = tableTop(state)
  const layout = tableLayout(state)
  const { columns } = state.terminal
  const content = useMemo(
    () =>
      tableContent(
        { lines, table, pull, isAsked, view, cursor, top, size: { columns, rows: layout.list } },
        theme,
      ),
    [lines, table, pull, isAsked, view, cursor, top, columns, layout.list, theme],
  )
  const line = lines[cursor]
  const { shows } = view
  const have = plan.have === null ? undefined : images.get(plan.have)
  const detail = useMemo(
    () =>
      tableDetail({ line, table, shows, pull, plan, have, size: { columns, rows: layout.detail } }, theme),
    [line, table, shows, pull, plan, have, columns, layout.detail, theme],
  )
  return (
    <Box flexDirection="column">
      <Pane content={content} size={{ columns, rows: layout.list }} />
      {layout.detail > 0 && <Pane content={detail} size={{ columns, rows: layout.detail }} />}
    </Box>
  )
}
