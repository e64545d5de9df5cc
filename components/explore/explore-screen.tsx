import { Box } from 'ink'
import { useMemo } from 'react'
import { currentImage, currentView } from '../../src/store/selectors/current.ts'
import { exploreLayout, type Rect } from '../../src/store/selectors/layout.ts'
import type { Pane as PaneName, State } from '../../src/store/state.ts'
import { Pane } from '../text/pane.tsx'
import type { PaneContent } from '../text/pane-rows.ts'
import { useTheme } from '../text/theme-context.ts'
import type { Theme } from '../theme.ts'
import { filesContent } from './files-content.ts'
import { instructionContent } from './instruction-content.ts'
import { layersContent } from './layers-content.ts'

export interface ExploreScreenProps {
  /** What is shown; the screen has no state of its own. */
  readonly state: State
}

/** Layers, instruction and files, as the layout says. */
export function ExploreScreen({ state }: ExploreScreenProps) {
  const { panes } = exploreLayout(state.terminal, currentView(state))
  const { layers, instruction, files } = panes
  const beside = layers !== undefined && files !== undefined && files.x > 0
  return (
    <Box flexDirection={beside ? 'row' : 'column'}>
      <Box flexDirection="column">
        {layers && <PaneAt name="layers" rect={layers} state={state} />}
        {instruction && <PaneAt name="instruction" rect={instruction} state={state} />}
      </Box>
      {files && <PaneAt name="files" rect={files} state={state} />}
    </Box>
  )
}

interface PaneAtProps {
  readonly name: PaneName
  readonly rect: Rect
  readonly state: State
}

const CONTENTS = {
  layers: layersContent,
  files: filesContent,
  instruction: instructionContent,
} as const satisfies Record<PaneName, (state: State, rect: Rect, theme: Theme) => PaneContent>

/** One pane; composed again only when something it shows changed. */
function PaneAt({ name, rect, state }: PaneAtProps) {
  const theme = useTheme()
  const image = currentImage(state)
  const view = currentView(state)
  const { width, height } = rect
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest of the state does not show in a pane
  const content = useMemo(
    () => CONTENTS[name](state, rect, theme),
    [name, image, view, state.terminal, width, height, theme],
  )
  return <Pane content={content} size={{ columns: width, rows: height }} />
}
