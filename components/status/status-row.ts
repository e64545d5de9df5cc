import { type DisplayText, displayName, displayText } from '../../src/report/display-name.ts'
import { cutMiddle } from '../../src/report/fit-text.ts'
import { textWidth } from '../../src/report/text-width.ts'
import { currentImage, currentView } from '../../src/store/selectors/current.ts'
import type { State } from '../../src/store/state.ts'
import { KEYMAP } from '../keymap.ts'
import { keyContext } from '../keys/key-context.ts'
import { segmentsWidth } from '../text/fit-segments.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import { progressText } from './progress-text.ts'

/** The last line: what is being typed, else a notice, else what is happening, else the keys that hold now. */
export function statusRow(state: State, width: number, ellipsis: string): RowContent {
  const entry = entryRow(state)
  if (entry !== undefined) return entry
  if (state.notice !== null)
    return {
      segments: [label(` ${state.notice.text}`, state.notice.tone === 'problem' ? 'warning' : 'strong')],
    }
  const progress = progressText(currentImage(state))
  const left = progress === undefined ? hints(state, width) : [label(` ${progress}`, 'strong')]
  return { segments: withPath(left, cursorPath(state), width, ellipsis) }
}

function entryRow({ overlay }: State): RowContent | undefined {
  if (overlay.kind === 'find')
    return { segments: [label(' Find: ', 'key'), label(overlay.text, 'input'), label('▏')] }
  if (overlay.kind === 'pull')
    return {
      segments: [
        label(` There is no ${overlay.reference} here. Pull it?  `, 'strong'),
        label('y', 'key'),
        label(' pull   '),
        label('n', 'key'),
        label(' no'),
      ],
    }
  if (overlay.kind !== 'filter') return undefined
  const { text, problem } = overlay
  const said = problem ?? 'size>1M  size<10k  type:f  status:A  *.so    Enter keeps, Esc clears'
  return {
    segments: [
      label(' Filter: ', 'key'),
      label(text, 'input'),
      label('▏  '),
      label(said, problem === null ? 'dim' : 'warning'),
    ],
  }
}

/** As many hints as fit, the screen's own first; help and quit are always there. */
function hints(state: State, width: number): Segment[] {
  const shown: Segment[] = []
  const own = KEYMAP[keyContext(state)].flatMap(({ hint }) => hint ?? [])
  const always = KEYMAP.everywhere.flatMap(({ hint }) => hint ?? [])
  const fixed = pairs(always.slice(-4))
  const room = width - segmentsWidth(fixed) - 1
  for (const pair of pairsOf(own)) {
    if (segmentsWidth([...shown, ...pair]) > room) break
    shown.push(...pair)
  }
  return [label(' '), ...shown, ...fixed]
}

function pairs(hints: readonly string[]): Segment[] {
  return pairsOf(hints).flat()
}

function pairsOf(hints: readonly string[]): Segment[][] {
  const result: Segment[][] = []
  for (let at = 0; at + 1 < hints.length; at += 2) {
    result.push([label(hints[at] ?? '', 'key'), label(` ${hints[at + 1] ?? ''}  `)])
  }
  return result
}

function cursorPath(state: State): DisplayText {
  return state.screen.kind === 'explore' ? displayName(currentView(state).cursor) : displayText('')
}

/** The path at the right end, shortened in the middle when the keys need the room. */
function withPath(left: Segment[], path: DisplayText, width: number, ellipsis: string): Segment[] {
  const room = width - segmentsWidth(left) - 1
  if (path === '' || room < 8) return left
  const shown = cutMiddle(path, room - 1, ellipsis)
  return [...left, label(' '.repeat(room - textWidth(shown))), { text: shown, style: 'dim' }]
}
