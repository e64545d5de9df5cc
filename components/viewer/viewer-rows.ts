import { elfText } from '../../src/report/elf-text.ts'
import type { FileOnScreen } from '../../src/store/selectors/viewer/viewed-file.ts'
import type { ViewerMode, ViewerState } from '../../src/store/viewer-state.ts'
import type { RowContent, Size } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { printedRows } from '../text/printed-rows.ts'
import { hexRows } from './hex-rows.ts'
import { listingRows } from './listing-rows.ts'
import { textRows } from './text-rows.ts'

/** What is on screen of a file: its content, or the sentence that says why there is none. */
export function viewerRows(
  shown: FileOnScreen | undefined,
  mode: ViewerMode,
  viewer: ViewerState,
  size: Size,
  ellipsis: string,
): RowContent[] {
  if (shown === undefined) return paragraph(NOT_THERE, 'dim', size.columns)
  if (mode === 'summary') {
    const lines = shown.elf === null ? [] : elfText(shown.elf)
    return printedRows(lines.slice(viewer.tops.summary, viewer.tops.summary + size.rows))
  }
  const { problem, window } = viewer.content
  if (problem !== null) return paragraph(problem, 'warning', size.columns)
  if (shown.length === 0) return paragraph('The file is empty.', 'dim', size.columns)
  if (window === null) return paragraph('Reading the file', 'dim', size.columns)
  if (mode === 'listing') return listingRows(viewer, size)
  return mode === 'hex' ? hexRows(viewer, size.rows) : textRows(viewer, size, ellipsis)
}

const NOT_THERE = 'The image is being read again, or no layer of it has this file any more.'
