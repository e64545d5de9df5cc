import { Box, type DOMElement, measureElement, Transform } from 'ink'
import { use, useCallback, useRef } from 'react'
import type { ComposedRow, Size } from './pane-rows.ts'
import { RowBoardContext } from './row-board.ts'

export interface RowsProps {
  /** Composed to exactly `size.columns` columns. */
  readonly rows: readonly ComposedRow[]
  readonly size: Size
}

/**
 * Composed rows in a box of fixed size.
 *
 * Ink's own painting takes every row apart into styled characters and puts it together again, for every frame: more
 * than half of what a key press costs. So Ink gets a placeholder, and when it asks the transform for the text to paint,
 * the rows go to the board instead. Without a board there is a placeholder for every row.
 */
export function Rows({ rows, size }: RowsProps) {
  const board = use(RowBoardContext)
  const box = useRef<DOMElement>(null)
  const { columns } = size
  const transform = useCallback(
    (_placeholder: string, index: number) => {
      if (board === undefined) return rows[index]?.ansi ?? ''
      if (index === 0) board.place({ locate: () => locate(box.current), columns, rows })
      return ''
    },
    [board, rows, columns],
  )
  return (
    <Box ref={box} width={columns} height={size.rows} flexShrink={0}>
      <Transform transform={transform} accessibilityLabel={rows.map(row => row.plain).join('\n')}>
        {board === undefined ? rows.map(() => PLACEHOLDER).join('\n') : PLACEHOLDER}
      </Transform>
    </Box>
  )
}

/** Measured by Ink for every frame, which for ASCII costs nothing. */
const PLACEHOLDER = '.'

function locate(box: DOMElement | null) {
  if (box === null) return undefined
  const { x, y } = measureElement(box)
  return { column: x, row: y }
}
