import { useMemo } from 'react'
import { currentImage, currentKey } from '../../src/store/selectors/current.ts'
import type { State } from '../../src/store/state.ts'
import { Pane } from '../text/pane.tsx'
import { scrolledRows } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { allConfigRows } from './config-rows.ts'

export interface ConfigScreenProps {
  readonly state: State
}

/** What the image says of itself: how it starts, its environment, its labels. */
export function ConfigScreen({ state }: ConfigScreenProps) {
  const key = currentKey(state) ?? ''
  const image = currentImage(state)
  const wanted = state.config.get(key)?.top ?? 0
  const { columns } = state.terminal
  const rows = state.terminal.rows - 2
  const content = useMemo(() => {
    const all = allConfigRows(image, columns - 2)
    const { rows: shown, top } = scrolledRows(all, wanted, rows - 2)
    return {
      title: [label('Config', 'title')],
      focused: true,
      rows: shown,
      scroll: { top, visible: rows - 2, total: all.length },
    }
  }, [image, columns, rows, wanted])
  return <Pane content={content} size={{ columns, rows }} />
}
