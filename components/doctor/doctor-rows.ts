import { doctorText } from '../../src/report/doctor-text.ts'
import { diagnosisOf } from '../../src/store/selectors/diagnosis.ts'
import type { ImageKey, ImageState } from '../../src/store/state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { printedRows } from '../text/printed-rows.ts'

/** What `layerscope doctor` prints of an image, in rows of `width` columns, one column free on either side. */
export function doctorRows(key: ImageKey, image: ImageState | undefined, width: number): RowContent[] {
  if (image?.kind !== 'ready') return paragraph(NOT_YET, 'dim', width)
  return printedRows(doctorText(diagnosisOf(image.analysis), { reference: key, width: width - 2 }))
}

const NOT_YET = 'The image is still being read: whether it starts depends on all of its layers.'
