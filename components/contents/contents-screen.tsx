import { Box } from 'ink'
import { useMemo } from 'react'
import { contentsLayer, contentsLayout, contentsView } from '../../src/store/selectors/contents-layout.ts'
import { currentImage } from '../../src/store/selectors/current.ts'
import type { State } from '../../src/store/state.ts'
import { Pane } from '../text/pane.tsx'
import { useTheme } from '../text/theme-context.ts'
import { categoriesPane, packagesPane } from './contents-content.ts'

export interface ContentsScreenProps {
  readonly state: State
}

/** What is in the image: bytes by category, and the packages. */
export function ContentsScreen({ state }: ContentsScreenProps) {
  const theme = useTheme()
  const image = currentImage(state)
  const view = contentsView(state)
  const layer = contentsLayer(state)
  const { columns, rows } = state.terminal
  const analysis = image?.kind === 'ready' ? image.analysis : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines follow from the analysis, the choices and the size
  const layout = useMemo(() => contentsLayout(state), [analysis, view, layer, columns, rows])
  const props = useMemo(
    () => ({ analysis, layout, view, layer, columns }),
    [analysis, layout, view, layer, columns],
  )
  const categories = useMemo(() => categoriesPane(props, theme), [props, theme])
  const packages = useMemo(() => packagesPane(props, theme), [props, theme])
  return (
    <Box flexDirection="column">
      <Pane content={categories} size={{ columns, rows: layout.upper }} />
      <Pane content={packages} size={{ columns, rows: layout.lower }} />
    </Box>
  )
}
