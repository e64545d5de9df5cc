import { Box } from 'ink'
import { useMemo } from 'react'
import type { Pair } from '../../src/store/compare-state.ts'
import { layerRowIndex, layerRows } from '../../src/store/selectors/compare/aligned-layers.ts'
import { alignedTop, compareLayout, mergedTop } from '../../src/store/selectors/compare/compare-layout.ts'
import { comparedPair } from '../../src/store/selectors/compare/comparison.ts'
import { mergedPane } from '../../src/store/selectors/compare/merged-pane.ts'
import { currentCompare } from '../../src/store/selectors/compare/pair.ts'
import { shownDifference } from '../../src/store/selectors/compare/shown-difference.ts'
import type { Rect } from '../../src/store/selectors/explore-panes.ts'
import type { State } from '../../src/store/state.ts'
import { Lines } from '../text/lines.tsx'
import { Pane } from '../text/pane.tsx'
import { useTheme } from '../text/theme-context.ts'
import { compareDetail } from './compare-detail.ts'
import { totalsRow } from './compare-header.ts'
import { layerPairContent } from './layer-pair-content.ts'
import { mergedContent } from './merged-content.ts'

export interface CompareScreenProps {
  readonly state: State
  readonly pair: Pair
}

/** Two images side by side: their layers aligned, their files in one list, both sides of what the cursor is on. */
export function CompareScreen({ state, pair }: CompareScreenProps) {
  const { layers, instruction, files } = compareLayout(state).panes
  const { columns } = state.terminal
  const compared = comparedPair(state, pair)
  const totals = useMemo(() => [totalsRow(compared, columns)], [compared, columns])
  const beside = layers !== undefined && files !== undefined && files.x > 0
  const detail = instruction && <DetailPane rect={instruction} state={state} pair={pair} />
  return (
    <Box flexDirection="column">
      <Lines lines={totals} size={{ columns, rows: 1 }} />
      <Box flexDirection={beside ? 'row' : 'column'}>
        <Box flexDirection="column">
          {layers && <LayersPane rect={layers} state={state} pair={pair} />}
          {beside && detail}
        </Box>
        {files && <FilesPane rect={files} state={state} pair={pair} />}
        {!beside && detail}
      </Box>
    </Box>
  )
}

interface PaneAtProps extends CompareScreenProps {
  readonly rect: Rect
}

// Each pane names what it depends on, so that a cursor that moves in one is no work for the others.

function LayersPane({ rect, state, pair }: PaneAtProps) {
  const theme = useTheme()
  const [a, b] = [state.images.get(pair.a.image), state.images.get(pair.b.image)]
  const rows = layerRows(state)
  const cursor = layerRowIndex(state)
  const top = alignedTop(state)
  const focused = currentCompare(state).focus === 'layers'
  const { width: columns, height } = rect
  const content = useMemo(
    () =>
      layerPairContent({ pair, a, b, rows, cursor, top, focused, size: { columns, rows: height } }, theme),
    [pair, a, b, rows, cursor, top, focused, columns, height, theme],
  )
  return <Pane content={content} size={{ columns, rows: height }} />
}

function FilesPane({ rect, state, pair }: PaneAtProps) {
  const theme = useTheme()
  const [a, b] = [state.images.get(pair.a.image), state.images.get(pair.b.image)]
  const pane = mergedPane(state)
  const { sort, hidden, filter, find, focus } = currentCompare(state)
  const top = mergedTop(state)
  const focused = focus === 'files'
  const { width: columns, height: rows } = rect
  const content = useMemo(
    () =>
      mergedContent(
        { pair, a, b, pane, sort, hidden, filter, find, top, focused, size: { columns, rows } },
        theme,
      ),
    [pair, a, b, pane, sort, hidden, filter, find, top, focused, columns, rows, theme],
  )
  return <Pane content={content} size={{ columns, rows }} />
}

function DetailPane({ rect, state, pair }: PaneAtProps) {
  const [a, b] = [state.images.get(pair.a.image), state.images.get(pair.b.image)]
  const compared = comparedPair(state, pair)
  const row = layerRows(state)[layerRowIndex(state)]
  const { focus, about, tops } = currentCompare(state)
  const pane = about === 'layers' ? undefined : mergedPane(state)
  const top = tops.instruction
  const difference = pane === undefined ? null : shownDifference(state)
  const focused = focus === 'instruction'
  const { width: columns, height: rows } = rect
  const content = useMemo(
    () => compareDetail({ a, b, compared, row, pane, difference, top, focused, size: { columns, rows } }),
    [a, b, compared, row, pane, difference, top, focused, columns, rows],
  )
  return <Pane content={content} size={{ columns, rows }} />
}
