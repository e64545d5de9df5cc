import { type DisplayText, displayText } from '../../src/report/display-name.ts'
import { cutMiddle } from '../../src/report/fit-text.ts'
import { explorePanes, type Rect, SMALLEST } from '../../src/store/selectors/explore-panes.ts'
import { imageTitle } from '../../src/store/selectors/image-title.ts'
import { PICKER_TOP } from '../../src/store/selectors/picker-layout.ts'
import { INITIAL_VIEW } from '../../src/store/state.ts'
import {
  composeContent,
  type PaneContent,
  paneInside,
  paneRows,
  type RowContent,
  type Size,
} from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { composeFrame, type PlacedRows } from './compose-frame.ts'

/**
 * The frame shown while everything else is still being loaded: what is being opened, and where it will be. Of one
 * image it is the frame that Ink draws first, so that nothing moves when Ink takes over. Nothing where it has no room.
 */
export function skeletonFrame(references: readonly string[], size: Size, theme: Theme): readonly string[] {
  const { columns, rows } = size
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return []
  const header = line(0, [label(' '), ...heading(references, columns, theme)], columns, theme)
  const status = line(rows - 1, references.length === 0 ? [] : OPENING, columns, theme)
  return composeFrame('', [header, ...body(references.length, size, theme), status], size)
}

const OPENING = [label(' Opening', 'strong')]

function heading(references: readonly string[], width: number, { glyphs }: Theme): Segment[] {
  const [first, second, third] = references
  if (first === undefined) return [{ text: displayText('layerscope'), style: 'title' }]
  if (third !== undefined) return [{ text: displayText(`${references.length} images`), style: 'title' }]
  if (second === undefined) return [name(first, width - 1, glyphs.ellipsis)]
  const share = Math.floor((width - 4) / 2)
  const [a, b] = [name(first, share, glyphs.ellipsis), name(second, share, glyphs.ellipsis)]
  return [a, label(` ${glyphs.arrow} `, 'key'), b]
}

function name(reference: string, width: number, ellipsis: string): Segment {
  const text: DisplayText = displayText(imageTitle(reference))
  return { text: cutMiddle(text, width, ellipsis), style: 'title' }
}

function body(images: number, size: Size, theme: Theme): PlacedRows[] {
  if (images === 0) return pickerPlaces(size, theme)
  return images === 1 ? explorePlaces(size, theme) : severalPlaces(size, theme)
}

function pickerPlaces({ columns, rows }: Size, theme: Theme): PlacedRows[] {
  const list = { x: 0, y: 2, width: columns, height: rows - PICKER_TOP }
  const pane = { title: [label('Images', 'title')], rows: [], focused: true }
  return [line(1, [label(' Find: ', 'key')], columns, theme), ...place(list, pane, theme)]
}

function explorePlaces(size: Size, theme: Theme): PlacedRows[] {
  const { layers, instruction, files } = explorePanes(size, INITIAL_VIEW, 0)
  const note = [label(`size ${theme.glyphs.descending}`)]
  const [one, two, three] = [titled('1', 'Layers'), titled('2', 'Files'), titled('3', 'Instruction')]
  return [
    ...place(layers, { title: one, rows: [], focused: true }, theme),
    ...place(instruction, { title: three, rows: [], focused: false }, theme),
    ...place(files, { title: two, note, rows: filesHint(files), focused: false }, theme),
  ]
}

function titled(digit: string, words: string): Segment[] {
  return [label(`${digit} `), label(words, 'title')]
}

function filesHint(files: Rect | undefined): RowContent[] {
  const { columns } = paneInside({ columns: files?.width ?? 0, rows: 0 })
  return paragraph('Files show here as soon as they are read.', 'dim', columns)
}

/** Side by side or in a table: where things will be is not known yet. */
function severalPlaces({ columns, rows }: Size, theme: Theme): PlacedRows[] {
  const rect = { x: 0, y: 1, width: columns, height: rows - 2 }
  return place(rect, { title: [], rows: [], focused: false }, theme)
}

function place(rect: Rect | undefined, content: PaneContent, theme: Theme): PlacedRows[] {
  if (rect === undefined) return []
  const { x: column, y: row, width: columns, height } = rect
  return [{ column, row, columns, rows: paneRows(content, { columns, rows: height }, theme) }]
}

function line(row: number, segments: readonly Segment[], columns: number, theme: Theme): PlacedRows {
  return { column: 0, row, columns, rows: [composeContent({ segments }, columns, theme)] }
}
