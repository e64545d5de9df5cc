import { useMemo } from 'react'
import type { Pair } from '../../src/store/compare-state.ts'
import { currentCompare } from '../../src/store/selectors/compare/pair.ts'
import type { State } from '../../src/store/state.ts'
import { Pane } from '../text/pane.tsx'
import { scrolledRows } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { differencesRows } from './differences-rows.ts'

export interface DifferencesScreenProps {
  readonly state: State
  readonly pair: Pair
}

/** In what two images' configurations differ: how they start, their environment, their labels. */
export function DifferencesScreen({ state, pair }: DifferencesScreenProps) {
  const { columns } = state.terminal
  const rows = state.terminal.rows - 2
  const wanted = currentCompare(state).differencesTop
  const { images } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows follow from the images and the pair
  const content = useMemo(() => {
    const all = differencesRows(state, pair, columns - 2)
    const { rows: shown, top } = scrolledRows(all, wanted, rows - 2)
    return {
      title: [label('Configuration: what differs', 'title')],
      focused: true,
      rows: shown,
      scroll: { top, visible: rows - 2, total: all.length },
    }
  }, [images, pair, columns, rows, wanted])
  return <Pane content={content} size={{ columns, rows }} />
}
