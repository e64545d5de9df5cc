import { currentImage, currentView } from '../../src/store/selectors/current.ts'
import type { Rect } from '../../src/store/selectors/layout.ts'
import { layersTop } from '../../src/store/selectors/pane-tops.ts'
import { stepRows } from '../../src/store/selectors/step-rows.ts'
import type { ImageState, State } from '../../src/store/state.ts'
import { type PaneContent, positionFooter } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { type LayersKnown, layersRows } from './layers-rows.ts'

/** The layers pane: every step, the layers with their sizes. */
export function layersContent(state: State, rect: Rect, theme: Theme): PaneContent {
  const { focus, step } = currentView(state)
  const known = layersKnown(currentImage(state))
  const pane = { title: [label('1 '), label('Layers', 'title')], focused: focus === 'layers' }
  if (known === undefined) return { ...pane, rows: [] }
  const [height, width] = [rect.height - 2, rect.width - 2]
  const count = stepRows(known.documents).length
  const cursor = Math.min(step, count - 1)
  const top = layersTop(state)
  const rows = layersRows(known, { top, height, width, cursor, focused: pane.focused }, theme)
  return {
    ...pane,
    rows,
    footer: positionFooter(cursor, count),
    scroll: { top, visible: height, total: count },
  }
}

/** What is known of an image's layers, whatever state it is in. */
export function layersKnown(image: ImageState | undefined): LayersKnown | undefined {
  if (image?.kind === 'reading')
    return { documents: image.documents, layers: index => image.layers.get(index), analysis: null }
  if (image?.kind !== 'ready') return undefined
  const { analysis } = image
  return { documents: analysis.documents, layers: index => analysis.layers[index], analysis }
}
