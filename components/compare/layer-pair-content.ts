import type { LayerRow } from '../../src/analysis/compare/image-comparison.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cutMiddle } from '../../src/report/fit-text.ts'
import { sideTitle } from '../../src/store/actions/compare/mark-layer.ts'
import type { Pair, Side } from '../../src/store/compare-state.ts'
import type { ImageState } from '../../src/store/state.ts'
import { layersKnown } from '../explore/layers-content.ts'
import { type PaneContent, paneInside, positionFooter, type Size } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { layerPairRows } from './layer-pair-rows.ts'

export interface LayerPairProps {
  readonly pair: Pair
  readonly a: ImageState | undefined
  readonly b: ImageState | undefined
  readonly rows: readonly LayerRow[]
  readonly cursor: number
  readonly top: number
  readonly focused: boolean
  readonly size: Size
}

/** Columns of the upper edge that are no names. */
const OTHERS = 12

function sideName(side: Side, room: number, { glyphs }: Theme): Segment {
  return { text: cutMiddle(displayText(sideTitle(side)), Math.max(4, room), glyphs.ellipsis) }
}

/** The layers of both images, aligned by what they are. */
export function layerPairContent(props: LayerPairProps, theme: Theme): PaneContent {
  const { pair, rows, cursor, top, focused } = props
  const { columns: width, rows: height } = paneInside(props.size)
  const both = { a: layersKnown(props.a), b: layersKnown(props.b) }
  const room = Math.floor(width / 2) - OTHERS
  const pane = {
    title: [
      label('1 '),
      label('Layers', 'title'),
      label(` ${theme.glyphs.separator} A `),
      sideName(pair.a, room, theme),
    ],
    note: [label('B '), sideName(pair.b, room, theme)],
    focused,
  }
  if (rows.length === 0)
    return { ...pane, rows: paragraph('Layers show here as soon as they are known.', 'dim', width) }
  return {
    ...pane,
    rows: layerPairRows(rows, both, { top, height, width, cursor, focused }, theme),
    footer: positionFooter(cursor, rows.length),
    scroll: { top, visible: height, total: rows.length },
  }
}
