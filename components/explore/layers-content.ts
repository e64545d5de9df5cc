import { type StepChoices, shownSteps } from '../../src/store/selectors/shown-steps.ts'
import type { ImageState } from '../../src/store/state.ts'
import { type PaneContent, paneInside, positionFooter, type Size } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { type LayersKnown, layersRows } from './layers-rows.ts'

export interface LayersProps extends StepChoices {
  readonly image: ImageState | undefined
  /** The layer marked to be compared; `null` when none of this image is. */
  readonly marked: number | null
  readonly top: number
  readonly focused: boolean
  readonly size: Size
}

/** The layers pane: every step, the layers with their sizes. */
export function layersContent(
  { image, step, baseFold, marked, top, focused, size }: LayersProps,
  theme: Theme,
): PaneContent {
  const known = layersKnown(image)
  const pane = { title: [label('1 '), label('Layers', 'title')], focused }
  const steps = shownSteps(image, { step, baseFold })
  if (known === undefined || steps === undefined) return { ...pane, rows: [] }
  const { columns: width, rows: height } = paneInside(size)
  const { cursor } = steps
  const count = steps.rows.length
  return {
    ...pane,
    rows: layersRows(known, steps.rows, { top, height, width, cursor, focused, marked }, theme),
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
