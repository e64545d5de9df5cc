import { padEnd } from '../../src/report/fit-text.ts'
import { textWidth } from '../../src/report/text-width.ts'
import { KEYMAP } from '../keymap.ts'
import type { Binding, KeyContext } from '../keys/binding.ts'
import { keyNames } from '../keys/key-names.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'

/** The keys of a screen, then those that hold everywhere; `filter` keeps the lines that contain it. */
export function helpRows(screen: KeyContext, filter: string, ascii: boolean): RowContent[] {
  const column = keysColumn([...KEYMAP[screen], ...KEYMAP.everywhere], ascii)
  const own = bindingRows(KEYMAP[screen], filter, column, ascii)
  const everywhere = bindingRows(KEYMAP.everywhere, filter, column, ascii)
  const gap = own.length > 0 && everywhere.length > 0 ? [BLANK] : []
  const found = [...own, ...gap, ...everywhere]
  if (found.length === 0) return [{ segments: [label(`  No key is about "${filter}".`, 'dim')] }]
  return filter === '' ? [...found, BLANK, MOUSE] : found
}

const BLANK: RowContent = { segments: [] }

const MOUSE: RowContent = {
  segments: [
    label(
      '  The mouse works too: click, double-click, wheel, drag the divider. Shift-drag selects text.',
      'dim',
    ),
  ],
}

function bindingRows(
  bindings: readonly Binding[],
  filter: string,
  column: number,
  ascii: boolean,
): RowContent[] {
  const wanted = filter.toLowerCase()
  return bindings
    .map(({ keys, says }) => ({ keys: keyNames(keys, ascii), says }))
    .filter(({ keys, says }) => `${keys} ${says}`.toLowerCase().includes(wanted))
    .map(({ keys, says }) => ({
      segments: [label(`  ${padEnd(keys, column)}`, 'key'), label(says)],
    }))
}

/** The longest list of keys, and a gap. */
function keysColumn(bindings: readonly Binding[], ascii: boolean): number {
  return 2 + Math.max(...bindings.map(({ keys }) => textWidth(keyNames(keys, ascii))))
}
