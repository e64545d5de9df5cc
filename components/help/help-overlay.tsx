import { useMemo } from 'react'
import type { State } from '../../src/store/state.ts'
import { scrolledRows } from '../explore/instruction-rows.ts'
import { Pane } from '../text/pane.tsx'
import { label } from '../text/segment.ts'
import { helpRows } from './help-rows.ts'

export interface HelpOverlayProps {
  readonly state: State
}

/** Every key that holds on the screen beneath; typing filters. */
export function HelpOverlay({ state }: HelpOverlayProps) {
  const { overlay, screen, terminal } = state
  const { columns } = terminal
  const rows = terminal.rows - 2
  const [filter, wanted] = overlay.kind === 'help' ? [overlay.filter, overlay.top] : ['', 0]
  const content = useMemo(() => {
    const all = helpRows(screen.kind, filter)
    const { rows: shown, top } = scrolledRows(all, wanted, rows - 2)
    const note =
      filter === '' ? [label('type to filter, Esc closes', 'dim')] : [label(`"${filter}"`, 'match')]
    return {
      title: [label('Keys', 'title')],
      note,
      focused: true,
      rows: shown,
      scroll: { top, visible: rows - 2, total: all.length },
    }
  }, [screen.kind, filter, wanted, rows])
  return <Pane content={content} size={{ columns, rows }} />
}
