import { useMemo } from 'react'
import { Pane } from '../text/pane.tsx'
import type { Size } from '../text/pane-rows.ts'
import { scrolledRows } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { type Explanation, explainRows } from './explain-rows.ts'

export interface ExplainOverlayProps {
  readonly overlay: Explanation
  readonly size: Size
}

/** What findings mean and how to fix them, over the screen that has them. */
export function ExplainOverlay({ overlay, size }: ExplainOverlayProps) {
  const { findings, words, top: wanted } = overlay
  const { columns, rows } = size
  const all = useMemo(() => explainRows({ findings, words }, columns - 2), [findings, words, columns])
  const content = useMemo(() => {
    const { rows: shown, top } = scrolledRows(all, wanted, rows - 2)
    return {
      title: [label('Explained', 'title')],
      note: [label('Esc closes', 'dim')],
      focused: true,
      rows: shown,
      scroll: { top, visible: rows - 2, total: all.length },
    }
  }, [all, rows, wanted])
  return <Pane content={content} size={{ columns, rows }} />
}
