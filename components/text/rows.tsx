import { Box, Transform } from 'ink'
import { memo, useCallback } from 'react'
import type { ComposedRow, Size } from './pane-rows.ts'

export interface RowsProps {
  /** Composed to exactly `size.columns` columns. */
  readonly rows: readonly ComposedRow[]
  readonly size: Size
}

/** Composed rows in a box of fixed size, one host node per row: the cheapest way through Ink (terminal.md 2.2). */
export function Rows({ rows, size }: RowsProps) {
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} flexShrink={0} overflow="hidden">
      {rows.slice(0, size.rows).map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is a place on the screen, not the thing shown there
        <Row key={index} ansi={row.ansi} plain={row.plain} />
      ))}
    </Box>
  )
}

/**
 * Ink measures the one-character child and paints what the transform returns, so the row is not measured, wrapped or
 * truncated again. Nothing but a changed row is handed to Ink anew.
 */
const Row = memo(function Row({ ansi, plain }: ComposedRow) {
  const transform = useCallback(() => ansi, [ansi])
  return (
    <Transform transform={transform} accessibilityLabel={plain}>
      {'·'}
    </Transform>
  )
})
