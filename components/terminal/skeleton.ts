import type { DisplayText } from '../../src/report/display-name.ts'
import { composeContent, paneRows, type Size } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'
import type { Theme } from '../theme.ts'

/**
 * The frame shown while Ink is still being loaded (a tenth of a second): the image's name and an empty pane. Rows that
 * the first real frame shares with it are not drawn again.
 */
export function skeletonFrame(heading: DisplayText, size: Size, theme: Theme): readonly string[] {
  const header = composeContent(
    { segments: [label(' '), { text: heading, style: 'title' }] },
    size.columns,
    theme,
  )
  const pane = paneRows(
    { title: [], rows: [], focused: false },
    { columns: size.columns, rows: Math.max(0, size.rows - 2) },
    theme,
  )
  return [header, ...pane].map(row => row.ansi)
}
