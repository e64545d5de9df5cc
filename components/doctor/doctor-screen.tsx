import { useMemo } from 'react'
import { currentImage, currentKey } from '../../src/store/selectors/current.ts'
import type { State } from '../../src/store/state.ts'
import { Pane } from '../text/pane.tsx'
import { scrolledRows } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { useTheme } from '../text/theme-context.ts'
import { doctorRows } from './doctor-rows.ts'

export interface DoctorScreenProps {
  readonly state: State
}

/** Whether the image starts, and if not, why: the same as `layerscope doctor`. */
export function DoctorScreen({ state }: DoctorScreenProps) {
  const { glyphs } = useTheme()
  const key = currentKey(state) ?? ''
  const image = currentImage(state)
  const wanted = state.doctor.get(key)?.top ?? 0
  const { columns } = state.terminal
  const rows = state.terminal.rows - 2
  const all = useMemo(() => doctorRows(key, image, columns - 2), [key, image, columns])
  const content = useMemo(() => {
    const { rows: shown, top } = scrolledRows(all, wanted, rows - 2)
    return {
      title: [label('Doctor', 'title'), label(` ${glyphs.separator} will it start?`, 'dim')],
      focused: true,
      rows: shown,
      scroll: { top, visible: rows - 2, total: all.length },
    }
  }, [all, rows, wanted, glyphs])
  return <Pane content={content} size={{ columns, rows }} />
}
