import { type DisplayText, displayText } from '../../src/report/display-name.ts'
import { cutOrPad, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatAge } from '../../src/report/format-number.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { PickerItem, PickerList, PickerView } from '../../src/store/picker-state.ts'
import { pickerCursor, pickerRows } from '../../src/store/selectors/picker-rows.ts'
import {
  type PaneContent,
  paneInside,
  positionFooter,
  type RowContent,
  type Size,
} from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'

export interface PickerProps {
  readonly picker: PickerView
  readonly top: number
  readonly size: Size
  /** Now, in milliseconds, for the ages of images. */
  readonly now: number
}

/** The list, or a sentence why it is empty; what is missing from it is said beneath. */
export function pickerContent({ picker, top, size, now }: PickerProps, theme: Theme): PaneContent {
  const items = pickerRows(picker)
  const { columns: width, rows: height } = paneInside(size)
  const marks = picker.marked.size === 0 ? [] : [label(`${picker.marked.size} marked`, 'match')]
  const pane = { title: [label('Images', 'title')], note: marks, focused: true }
  if (items.length === 0) return { ...pane, rows: paragraph(whyEmpty(picker), 'plain', width) }
  const cursor = pickerCursor(picker)
  const columns = { name: nameColumn(picker.list, width), now }
  const rows = items.slice(top, top + height).map(
    (item, at): RowContent => ({
      segments: itemSegments(item, top + at === cursor, picker.marked.has(item.reference), columns, theme),
      base: top + at === cursor ? 'selected' : 'plain',
    }),
  )
  return {
    ...pane,
    rows: [...rows, ...missingRows(picker.list, width)],
    footer: positionFooter(cursor, items.length),
    scroll: { top, visible: height, total: items.length },
  }
}

const SEARCH = ' Find: '

/** Column of the caret behind what was typed so far. */
export function searchCaret({ filter }: PickerView): number {
  return SEARCH.length + textWidth(displayText(filter))
}

/** What was typed so far. */
export function searchRow({ filter, list }: PickerView): RowContent {
  const empty = filter === '' && list.kind === 'listed' && list.items.length > 0
  const hint = empty ? [label(' type to filter', 'dim')] : []
  return { segments: [label(SEARCH, 'key'), label(filter, 'input'), ...hint] }
}

const BYTES = 9
const AGE = 14

/** One width for the whole list, so that nothing moves sideways while it is filtered. */
function nameColumn(list: PickerList, width: number): number {
  const items = list.kind === 'listed' ? list.items : []
  const longest = Math.max(0, ...items.map(item => textWidth(nameOf(item))))
  return Math.min(longest, Math.max(10, width - BYTES - AGE - 8))
}

/** The demo's images are known by their names, wherever the installation is. */
function nameOf({ reference, origin }: PickerItem): DisplayText {
  return displayText(origin === 'demo' ? reference.replace(/^.*[/\\]/, '') : reference)
}

function itemSegments(
  item: PickerItem,
  selected: boolean,
  marked: boolean,
  columns: { readonly name: number; readonly now: number },
  { glyphs }: Theme,
): Segment[] {
  const age = item.created === null ? '' : ageText(item.created, columns.now)
  return [
    label(selected ? glyphs.cursor : ' '),
    label(marked ? '*' : ' ', 'match'),
    { text: cutOrPad(nameOf(item), columns.name, glyphs.ellipsis), style: 'strong' },
    label(` ${padStart(item.bytes === null ? '' : formatBytes(item.bytes), BYTES)}  `),
    label(age.padEnd(AGE), 'dim'),
    label(item.description ?? (item.origin === 'archive' ? 'archive' : ''), 'dim'),
  ]
}

function ageText(created: string, now: number): string {
  const then = Date.parse(created)
  return Number.isNaN(then) || then <= 0 ? '' : formatAge(then, now)
}

/** An engine that did not answer is no reason to hide the archives, nor to keep quiet: its first sentence is enough. */
function missingRows(list: PickerList, width: number): RowContent[] {
  if (list.kind === 'loading' || list.problem === null) return []
  const [first = ''] = /^[^.\n]*\.?/.exec(list.problem) ?? []
  return [{ segments: [] }, ...paragraph(first, 'dim', width)]
}

function whyEmpty({ filter, list }: PickerView): string {
  if (list.kind === 'loading') return 'Asking the engine for its images.'
  if (list.items.length > 0)
    return `No image is called "${filter}". Backspace shows more; Enter opens "${filter}" all the same.`
  return list.problem ?? 'There are no images yet. Build one, or open an archive: layerscope image.tar'
}
