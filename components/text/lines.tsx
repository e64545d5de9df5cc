import { useMemo } from 'react'
import { composeContent, type RowContent, type Size } from './pane-rows.ts'
import { Rows } from './rows.tsx'
import { useTheme } from './theme-context.ts'

export interface LinesProps {
  readonly lines: readonly RowContent[]
  readonly size: Size
}

/** Rows without a frame, filling `size`: header, status line, the inside of an overlay. Missing rows are blank. */
export function Lines({ lines, size }: LinesProps) {
  const theme = useTheme()
  const { columns, rows } = size
  const composed = useMemo(
    () => Array.from({ length: rows }, (_, at) => composeContent(lines[at] ?? BLANK, columns, theme)),
    [lines, columns, rows, theme],
  )
  return <Rows rows={composed} size={size} />
}

const BLANK: RowContent = { segments: [] }
