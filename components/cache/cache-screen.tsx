import { useMemo } from 'react'
import type { Pair } from '../../src/store/compare-state.ts'
import { currentCompare } from '../../src/store/selectors/compare/pair.ts'
import type { State } from '../../src/store/state.ts'
import { Pane } from '../text/pane.tsx'
import { scrolledRows } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { useTheme } from '../text/theme-context.ts'
import { cacheRows } from './cache-rows.ts'

export interface CacheScreenProps {
  readonly state: State
  readonly pair: Pair
}

/** Why the second of two builds ran steps again: the same as `layerscope cache explain`. */
export function CacheScreen({ state, pair }: CacheScreenProps) {
  const { glyphs } = useTheme()
  const { columns } = state.terminal
  const rows = state.terminal.rows - 2
  const wanted = currentCompare(state).cacheTop
  const { images } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows follow from the images and the pair
  const content = useMemo(() => {
    const all = cacheRows(state, pair, columns - 2, glyphs.ascii)
    const { rows: shown, top } = scrolledRows(all, wanted, rows - 2)
    return {
      title: [label('Cache', 'title'), label(` ${glyphs.separator} what ran again, and why`, 'dim')],
      focused: true,
      rows: shown,
      scroll: { top, visible: rows - 2, total: all.length },
    }
  }, [images, pair, columns, rows, wanted, glyphs])
  return <Pane content={content} size={{ columns, rows }} />
}
