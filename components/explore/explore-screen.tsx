import { Box } from 'ink'
import { useMemo } from 'react'
import { markedLayer } from '../../src/store/selectors/compare/marked-layer.ts'
import { currentImage, currentView } from '../../src/store/selectors/current.ts'
import type { Rect } from '../../src/store/selectors/explore-panes.ts'
import { filesPane } from '../../src/store/selectors/files-pane.ts'
import { exploreLayout } from '../../src/store/selectors/layout.ts'
import { filesTop, layersTop } from '../../src/store/selectors/pane-tops.ts'
import type { State } from '../../src/store/state.ts'
import { Pane } from '../text/pane.tsx'
import { useTheme } from '../text/theme-context.ts'
import { detailContent } from './detail-content.ts'
import { filesContent } from './files-content.ts'
import { layersContent } from './layers-content.ts'

export interface ExploreScreenProps {
  /** What is shown; the screen has no state of its own. */
  readonly state: State
}

/** Layers, instruction and files, as the layout says. */
export function ExploreScreen({ state }: ExploreScreenProps) {
  const { layers, instruction, files } = exploreLayout(state).panes
  const beside = layers !== undefined && files !== undefined && files.x > 0
  return (
    <Box flexDirection={beside ? 'row' : 'column'}>
      <Box flexDirection="column">
        {layers && <LayersPane rect={layers} state={state} />}
        {instruction && <DetailPane rect={instruction} state={state} />}
      </Box>
      {files && <FilesPane rect={files} state={state} />}
    </Box>
  )
}

interface PaneAtProps {
  readonly rect: Rect
  readonly state: State
}

// Each pane names what it depends on, so that a cursor that moves in one is no work for the others.

function LayersPane({ rect, state }: PaneAtProps) {
  const theme = useTheme()
  const image = currentImage(state)
  const { step, baseFold, focus } = currentView(state)
  const top = layersTop(state)
  const marked = markedLayer(state)
  const focused = focus === 'layers'
  const { width: columns, height: rows } = rect
  const content = useMemo(
    () => layersContent({ image, step, baseFold, marked, top, focused, size: { columns, rows } }, theme),
    [image, step, baseFold, marked, top, focused, columns, rows, theme],
  )
  return <Pane content={content} size={{ columns, rows }} />
}

function DetailPane({ rect, state }: PaneAtProps) {
  const image = currentImage(state)
  const { step, baseFold, focus, tops } = currentView(state)
  const file = focus === 'files' ? filesPane(state) : undefined
  const top = tops.instruction
  const focused = focus === 'instruction'
  const { width: columns, height: rows } = rect
  const content = useMemo(
    () => detailContent({ image, step, baseFold, file, top, focused, size: { columns, rows } }),
    [image, step, baseFold, file, top, focused, columns, rows],
  )
  return <Pane content={content} size={{ columns, rows }} />
}

function FilesPane({ rect, state }: PaneAtProps) {
  const theme = useTheme()
  const image = currentImage(state)
  const { step, baseFold, scope, sort, hidden, filter, find, focus } = currentView(state)
  const files = filesPane(state)
  const top = filesTop(state)
  const focused = focus === 'files'
  const { width: columns, height: rows } = rect
  const content = useMemo(
    () =>
      filesContent(
        {
          image,
          step,
          baseFold,
          scope,
          sort,
          hidden,
          filter,
          find,
          files,
          top,
          focused,
          size: { columns, rows },
        },
        theme,
      ),
    [image, step, baseFold, scope, sort, hidden, filter, find, files, top, focused, columns, rows, theme],
  )
  return <Pane content={content} size={{ columns, rows }} />
}
