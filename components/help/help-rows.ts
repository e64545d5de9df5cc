import { padEnd } from '../../src/report/fit-text.ts'
import { textWidth } from '../../src/report/text-width.ts'
import { KEYMAP } from '../keymap.ts'
import type { Binding, KeyContext } from '../keys/binding.ts'
import { keyNames } from '../keys/key-names.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'

/** The keys of a screen, then those that hold everywhere; `filter` keeps the lines that contain it. */
export function helpRows(screen: KeyContext, filter: string): RowContent[] {
  const own = bindingRows(KEYMAP[screen], filter)
  const everywhere = bindingRows(KEYMAP.everywhere, filter)
  const rest: RowContent[] = [
    ...own,
    ...(own.length > 0 && everywhere.length > 0 ? [BLANK] : []),
    ...everywhere,
  ]
  return rest.length > 0
    ? [...rest, ...mouseRows(filter)]
    : [{ segments: [label(`  No key is about "${filter}".`, 'dim')] }]
}

const BLANK: RowContent = { segments: [] }

const MOUSE_HELP =
  '  The mouse works too: click, double-click, wheel, drag the divider. Shift-drag selects text.'

function mouseRows(filter: string): RowContent[] {
  return filter === '' ? [BLANK, { segments: [label(MOUSE_HELP, 'dim')] }] : []
}

function bindingRows(bindings: readonly Binding[], filter: string): RowContent[] {
  const wanted = filter.toLowerCase()
  return bindings
    .map(binding => ({ keys: keyNames(binding.keys), says: binding.says }))
    .filter(({ keys, says }) => `${keys} ${says}`.toLowerCase().includes(wanted))
    .map(({ keys, says }) => ({ segments: [label(`  ${padEnd(keys, KEYS_COLUMN)}`, 'key'), label(says)] }))
}

/** The longest list of keys, and a gap. */
const KEYS_COLUMN =
  2 +
  Math.max(
    ...Object.values(KEYMAP).flatMap(bindings => bindings.map(({ keys }) => textWidth(keyNames(keys)))),
  )
