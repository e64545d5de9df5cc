import { displayText } from '../../src/report/display-name.ts'
import { cutOrPad, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatAge } from '../../src/report/format-number.ts'
import { textWidth } from '../../src/report/text-width.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import { pickerCursor, pickerRows } from '../../src/store/selectors/picker-rows.ts'
import { scrollTop } from '../../src/store/selectors/scroll.ts'
import type { PickerItem, PickerList, PickerView } from '../../src/store/state.ts'
import { type PaneContent, positionFooter, type RowContent, type Size } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'

/** The list, or a sentence why it is empty. */
export function pickerContent(picker: PickerView, size: Size, now: number, theme: Theme): PaneContent {
  const items = pickerRows(picker)
  const cursor = pickerCursor(picker)
  const [height, width] = [size.rows - 2, size.columns - 2]
  const top = scrollTop(picker.top, cursor, height, items.length)
  const pane = { title: [label('Images', 'title')], focused: true }
  if (items.length === 0) return { ...pane, rows: emptyRows(picker, width) }
  const nameWidth = nameColumn(items, width)
  const rows = items.slice(top, top + height).map(
    (item, at): RowContent => ({
      segments: itemSegments(item, picker.marked.includes(item.reference), nameWidth, now, theme),
      base: top + at === cursor ? 'selected' : 'plain',
    }),
  )
  return {
    ...pane,
    rows,
    footer: positionFooter(cursor, items.length),
    scroll: { top, visible: height, total: items.length },
  }
}

/** What was typed so far. */
export function searchRow({ filter, list }: PickerView): RowContent {
  const hint =
    filter === '' && list.kind === 'listed' && list.items.length > 0 ? [label('type to filter', 'dim')] : []
  return { segments: [label(' Find: ', 'key'), label(filter, 'input'), label('▏'), ...hint] }
}

const BYTES = 9
const AGE = 14

function nameColumn(items: readonly PickerItem[], width: number): number {
  const longest = Math.max(...items.map(({ reference }) => textWidth(displayText(reference))))
  return Math.min(longest, Math.max(10, width - BYTES - AGE - 8))
}

function itemSegments(
  item: PickerItem,
  marked: boolean,
  nameWidth: number,
  now: number,
  theme: Theme,
): Segment[] {
  const age = item.created === null ? '' : ageText(item.created, now)
  return [
    label(marked ? `${theme.glyphs.marked} ` : '  ', 'marked'),
    { text: cutOrPad(displayText(item.reference), nameWidth, theme.glyphs.ellipsis), style: 'strong' },
    label(` ${padStart(item.bytes === null ? '' : formatBytes(item.bytes), BYTES)}  `),
    label(age.padEnd(AGE), 'dim'),
    label(item.description ?? (item.origin === 'engine' ? '' : item.origin), 'dim'),
  ]
}

function ageText(created: string, now: number): string {
  const then = Date.parse(created)
  return Number.isNaN(then) || then <= 0 ? '' : formatAge(then, now)
}

function emptyRows({ filter, list }: PickerView, width: number): RowContent[] {
  return whyEmpty(filter, list)
    .split('\n')
    .flatMap(line => wrapText(displayText(line), width - 2))
    .map(text => ({ segments: [label(' '), { text }] }))
}

function whyEmpty(filter: string, list: PickerList): string {
  if (list.kind === 'loading') return 'Asking the engine for its images…'
  if (list.items.length > 0)
    return `No image is called "${filter}". Backspace shows more; Enter opens "${filter}" all the same.`
  return list.problem ?? 'There are no images yet. Build one, or open an archive: layerscope image.tar'
}
