import { type DisplayText, displayName, displayText } from '../../src/report/display-name.ts'
import { cutMiddle } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { textWidth } from '../../src/report/text-width.ts'
import { closeUppermost } from '../../src/store/actions/show-screen.ts'
import { currentCompare } from '../../src/store/selectors/compare/pair.ts'
import { currentImage, currentView, imagesOnScreen } from '../../src/store/selectors/current.ts'
import { shownCursor } from '../../src/store/selectors/files-pane.ts'
import { searchWanted } from '../../src/store/selectors/tree-search.ts'
import type { State, Work } from '../../src/store/state.ts'
import { KEYMAP } from '../keymap.ts'
import type { Binding, Hint } from '../keys/binding.ts'
import { keyContext } from '../keys/key-context.ts'
import { hintKey } from '../keys/key-names.ts'
import { fitSegments, segmentsWidth } from '../text/fit-segments.ts'
import type { Glyphs } from '../text/glyphs.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import { progressText } from './progress-text.ts'

/** The last line: a notice, else what is happening, else the keys that hold now; and the path under the cursor. */
export function statusRow(state: State, width: number, glyphs: Glyphs): RowContent {
  const { notice } = state
  if (notice !== null)
    return { segments: [label(` ${notice.text}`, notice.tone === 'problem' ? 'warning' : 'strong')] }
  if (state.work !== null) return workRow(state.work, width, glyphs)
  const path = cursorPath(state)
  const kept = Math.min(textWidth(path), Math.floor(width * PATH_SHARE))
  const room = width - (kept > 0 ? kept + 3 : 0)
  const progress = searchWanted(state) === null ? readingText(state) : 'Searching, Esc stops'
  const left =
    progress === undefined
      ? hints(state, room, glyphs)
      : fitSegments([label(` ${progress}`, 'strong')], room, glyphs.ellipsis)
  return { segments: withPath(left, path, width, glyphs.ellipsis) }
}

/** `Copying server  12.3 MB of 45.1 MB  Esc stops`; when the line is short the words give way. */
function workRow({ words, doneBytes, totalBytes }: Work, width: number, glyphs: Glyphs): RowContent {
  const amount = label(`  ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}  `)
  const end = [amount, label('Esc', 'key'), label(' stops')]
  const room = Math.max(0, width - segmentsWidth(end))
  return { segments: [...fitSegments([label(` ${words}`, 'strong')], room, glyphs.ellipsis), ...end] }
}

/** What is being read of what is on screen; of several images, which one. */
function readingText(state: State): string | undefined {
  const keys = imagesOnScreen(state)
  for (const key of keys) {
    const text = progressText(state.images.get(key))
    if (text !== undefined) return keys.length > 1 ? `${key}: ${text}` : text
  }
  return undefined
}

/** Of the line, at most so much is kept for the path; keys nobody needs now give way. */
const PATH_SHARE = 0.4

/** As many hints as fit, the screen's own first; help and the way out are always there. */
function hints(state: State, width: number, glyphs: Glyphs): Segment[] {
  const { focus } = state.screen.kind === 'compare' ? currentCompare(state) : currentView(state)
  const own = hintsOf(KEYMAP[keyContext(state)]).filter(([, , pane]) => pane === undefined || pane === focus)
  const always = alwaysHints(state).flatMap(hint => hintSegments(hint, glyphs))
  const shown: Segment[] = []
  const room = width - segmentsWidth(always) - 1
  for (const hint of own) {
    const pair = hintSegments(hint, glyphs)
    if (segmentsWidth(shown) + segmentsWidth(pair) > room) break
    shown.push(...pair)
  }
  return [label(' '), ...shown, ...always]
}

/** `q` quits only where nothing lies beneath; in a list that is being filtered it is a letter like others. */
function alwaysHints(state: State): Hint[] {
  if (keyContext(state) === 'picker' && state.picker.filter !== '') return [['Esc', 'all again']]
  const closes = closeUppermost(state) !== undefined
  return hintsOf(KEYMAP.everywhere).map(hint => (closes && hint[0] === 'q' ? ['q', 'close'] : hint))
}

function hintsOf(bindings: readonly Binding[]): Hint[] {
  return bindings.flatMap(({ hint }) => (hint === undefined ? [] : [hint]))
}

function hintSegments([key, words]: Hint, glyphs: Glyphs): Segment[] {
  return [label(hintKey(key, glyphs.ascii), 'key'), label(` ${words}  `)]
}

/** Nothing while there is nothing the cursor could be on. */
function cursorPath(state: State): DisplayText {
  if (state.overlay.kind !== 'none') return displayText('')
  if (state.screen.kind === 'compare') return displayName(currentCompare(state).cursor)
  const known = currentImage(state)?.kind
  const isShown = state.screen.kind === 'explore' && (known === 'reading' || known === 'ready')
  return isShown ? displayName(shownCursor(state)) : displayText('')
}

/** The path at the right end, shortened in the middle when the keys need the room. */
function withPath(left: readonly Segment[], path: DisplayText, width: number, ellipsis: string): Segment[] {
  const room = width - segmentsWidth(left) - 1
  if (path === '' || room < 2) return [...left]
  const shown = cutMiddle(path, room - 1, ellipsis)
  return [...left, label(' '.repeat(room - textWidth(shown))), { text: shown, style: 'dim' }]
}
