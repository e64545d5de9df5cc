import type { LayerRow } from '../../src/analysis/compare/image-comparison.ts'
import type { ContentDifference } from '../../src/store/compare-state.ts'
import type { Compared } from '../../src/store/selectors/compare/comparison.ts'
import type { MergedPane } from '../../src/store/selectors/compare/merged-pane.ts'
import type { ImageState } from '../../src/store/state.ts'
import { layersKnown } from '../explore/layers-content.ts'
import { type PaneContent, paneInside, type RowContent, type Size } from '../text/pane-rows.ts'
import { scrolledRows } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { layerPairDetail } from './layer-pair-detail.ts'
import { pathPairDetail } from './path-pair-detail.ts'

export interface CompareDetailProps {
  readonly a: ImageState | undefined
  readonly b: ImageState | undefined
  readonly compared: Compared | undefined
  /** The row of aligned layers under the cursor. */
  readonly row: LayerRow | undefined
  /** The merged tree, unless the layers are what the pane is about. */
  readonly pane: MergedPane | undefined
  /** How the file under the cursor differs, line by line; `null` until that is asked for. */
  readonly difference: ContentDifference | null
  readonly top: number
  readonly focused: boolean
  readonly size: Size
}

/** The third pane: both sides of what the cursor is on. */
export function compareDetail(props: CompareDetailProps): PaneContent {
  const { columns, rows: height } = paneInside(props.size)
  const all = compareDetailRows(props, columns)
  const { rows, top } = scrolledRows(all, props.top, height)
  return {
    title: [label('3 '), label('Details', 'title')],
    focused: props.focused,
    rows,
    scroll: { top, visible: height, total: all.length },
  }
}

/** All its lines, those that do not fit included. */
export function compareDetailRows(
  { a, b, compared, row, pane, difference }: Omit<CompareDetailProps, 'top' | 'focused' | 'size'>,
  columns: number,
): RowContent[] {
  if (pane !== undefined && compared !== undefined) return pathPairDetail(pane, compared, difference, columns)
  if (row === undefined) return []
  const chosen = compared !== undefined && compared.alone !== null
  return layerPairDetail(row, { a: layersKnown(a), b: layersKnown(b) }, chosen, columns)
}
