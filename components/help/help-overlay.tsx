import { useMemo } from 'react'
import type { State } from '../../src/store/state.ts'
import { screenContext } from '../keys/key-context.ts'
import { Pane } from '../text/pane.tsx'
import { scrolledRows } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { useTheme } from '../text/theme-context.ts'
import { helpRows } from './help-rows.ts'

export interface HelpOverlayProps {
  readonly state: State
}

/** Every key that holds on the screen beneath; typing filters. */
export function HelpOverlay({ state }: HelpOverlayProps) {
  const { glyphs } = useTheme()
  const { overlay } = state
  const { columns } = state.terminal
  const rows = state.terminal.rows - 2
  const context = screenContext(state)
  const [filter, wanted] = overlay.kind === 'help' ? [overlay.filter, overlay.top] : ['', 0]
  const content = useMemo(() => {
    const all = helpRows(context, filter, glyphs.ascii)
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
  }, [context, filter, wanted, rows, glyphs])
  return <Pane content={content} size={{ columns, rows }} />
}
