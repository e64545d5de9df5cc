import type { FilesPane } from '../../src/store/selectors/files-pane.ts'
import { type StepChoices, shownStep } from '../../src/store/selectors/shown-steps.ts'
import type { ImageState } from '../../src/store/state.ts'
import { type PaneContent, paneInside, type RowContent, type Size } from '../text/pane-rows.ts'
import { scrolledRows } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import { baseRows } from './base-rows.ts'
import { fileRows } from './file-detail-rows.ts'
import { instructionRows } from './instruction-rows.ts'
import { layersKnown } from './layers-content.ts'

export interface DetailProps extends StepChoices {
  readonly image: ImageState | undefined
  /** The files pane when it has the keys: then the file under its cursor is what the pane is about. */
  readonly file: FilesPane | undefined
  readonly top: number
  readonly focused: boolean
  readonly size: Size
}

/** The third pane: everything about what the cursor is on, the chosen step or a file, in words. */
export function detailContent(props: DetailProps): PaneContent {
  const { file, focused, top: wanted } = props
  const { columns, rows: height } = paneInside(props.size)
  const name = file === undefined ? 'Instruction' : 'File'
  const all = detailRows(props, columns)
  const { rows, top } = scrolledRows(all, file === undefined ? wanted : 0, height)
  return {
    title: [label('3 '), label(name, 'title')],
    focused,
    rows,
    scroll: { top, visible: height, total: all.length },
  }
}

/** All its lines, those that do not fit included. */
export function detailRows(
  { image, step, baseFold, file }: Pick<DetailProps, 'image' | 'step' | 'baseFold' | 'file'>,
  columns: number,
): RowContent[] {
  const known = layersKnown(image)
  const row = shownStep(image, { step, baseFold })
  if (known === undefined || row === undefined) return []
  if (file !== undefined) return fileRows(file, known.documents, image?.kind === 'reading', columns)
  if (row.base !== null && known.analysis !== null) return baseRows(row.base, known.analysis, columns)
  const layer = row.layer === null ? undefined : known.layers(row.layer)
  return instructionRows(row, layer, known.analysis, columns)
}
