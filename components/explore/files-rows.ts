import {
  type DisplayText,
  displayName,
  displayText,
  joinText,
  sliceText,
} from '../../src/report/display-name.ts'
import { cutMiddle, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatMode } from '../../src/report/format-mode.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { FileLine } from '../../src/store/selectors/file-lines.ts'
import type { FilesPane } from '../../src/store/selectors/files-pane.ts'
import { weight } from '../../src/store/selectors/weight.ts'
import type { Change } from '../../src/tree/change.ts'
import { nodeName, parentOf } from '../../src/tree/overlay.ts'
import { changeOf, describe, type PathState, type TreeView, typeOf } from '../../src/tree/tree-view.ts'
import { bar } from '../text/bar.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { StyleName, Theme } from '../theme.ts'

export interface FilesWindow {
  readonly top: number
  readonly height: number
  /** Columns of a row. */
  readonly width: number
  readonly focused: boolean
  /** Text of the active find; empty when none. */
  readonly find: string
}

/** The visible lines of the files pane. */
export function filesRows(pane: FilesPane, window: FilesWindow, theme: Theme): RowContent[] {
  const last = window.top + window.height
  const layout = columnsFor(pane, window)
  const rows: RowContent[] = []
  for (let at = window.top; at < last; at++) {
    const line = pane.rows.at(at)
    if (line === undefined) break
    const selected = at === pane.row ? (window.focused ? 'selected' : 'selectedUnfocused') : 'plain'
    rows.push({ segments: lineSegments(pane, line, at === pane.row, layout, theme), base: selected })
  }
  return rows
}

const BYTES_COLUMN = 9

/** `  -rwxr-xr-x 1000:1000`, when there is room for it beside names that can still be read. */
const MODE_COLUMN = 23
const ROOM_FOR_MODE = 84

/** How wide each column of a line is; 0 leaves it out. */
interface Columns {
  readonly name: number
  readonly mode: number
  readonly bar: number
  readonly killed: number
  readonly find: string
}

function columnsFor({ view }: FilesPane, { width, find }: FilesWindow): Columns {
  const bars = width >= 60 ? 8 : width >= 44 ? 4 : 0
  const killed = 2 + String(view.overlay.layers.length - 1).length
  const mode = width >= ROOM_FOR_MODE ? MODE_COLUMN : 0
  const others = CURSOR_AND_MARK + mode + BYTES_COLUMN + (bars > 0 ? 1 + bars : 0) + killed
  return { name: width - others, mode, bar: bars, killed, find }
}

const CURSOR_AND_MARK = 3

/** `▌A     deb_main_Packages            45.1 MB █▏ ✗5` */
function lineSegments(
  { view }: FilesPane,
  line: FileLine,
  isUnderCursor: boolean,
  columns: Columns,
  theme: Theme,
): Segment[] {
  const { node } = line
  const state = describe(view, node)
  const bytes = weight(view, node)
  return [
    label(isUnderCursor ? theme.glyphs.cursor : ' '),
    changeMark(view, node, theme),
    ...nameSegments(view, line, state, columns, theme),
    label(columns.mode === 0 ? '' : modeText(state).padEnd(columns.mode), 'dim'),
    label(padStart(sizeText(view, node, bytes), BYTES_COLUMN), bytes === 0 ? 'dim' : 'plain'),
    label(columns.bar === 0 ? '' : ' '),
    { text: bar(bytes, weight(view, 0), columns.bar, theme.glyphs), style: 'bar' },
    label(killedText(state, theme).padEnd(columns.killed), 'wasted'),
  ]
}

function modeText({ type, mode, uid, gid }: PathState): string {
  return `  ${formatMode(type, mode)} ${uid}:${gid}`
}

function sizeText(view: TreeView, node: number, bytes: number): string {
  const type = typeOf(view, node)
  return bytes === 0 && type !== 'file' ? '' : formatBytes(bytes)
}

const MARKS = {
  added: ['A ', 'added'],
  modified: ['M ', 'modified'],
  removed: ['D ', 'removed'],
  unchanged: ['  ', 'plain'],
} as const satisfies Record<Change, readonly [string, StyleName]>

/** The letter of a path's own change; a directory with changes beneath it only shows a dot. */
function changeMark(view: TreeView, node: number, theme: Theme): Segment {
  const change = changeOf(view, node)
  if (change === 'unchanged' && view.scope === 'stacked' && (view.changed[node] ?? 0) > 0)
    return label(`${theme.glyphs.separator} `, 'dim')
  const [letter, style] = MARKS[change]
  return label(letter, style)
}

function killedText({ killedBy }: PathState, { glyphs }: Theme): string {
  return killedBy === null ? '' : ` ${glyphs.killed}${killedBy}`
}

/** Columns below which names are worth more than a wide indentation. */
const NARROW = 28

/** Guide, name, what it points to; cut in the middle and filled to exactly the columns there are. */
function nameSegments(
  view: TreeView,
  line: FileLine,
  state: PathState,
  columns: Columns,
  theme: Theme,
): Segment[] {
  const step = columns.name < NARROW ? ' ' : '  '
  const indent = step.repeat(Math.min(line.depth, Math.floor(columns.name / 4)))
  const guide = indent + foldMark(line, theme)
  const room = Math.max(1, columns.name - guide.length)
  const shown = cutMiddle(joinText(lineName(view, line), targetText(state)), room, theme.glyphs.ellipsis)
  const filling = ' '.repeat(Math.max(0, room - textWidth(shown)))
  return [label(guide, 'dim'), ...highlight(shown, columns.find, nameStyle(state)), label(filling)]
}

function foldMark({ foldable, open }: FileLine, { glyphs }: Theme): string {
  if (!foldable) return glyphs.tree.leaf
  return open ? glyphs.tree.expanded : glyphs.tree.collapsed
}

/** `var/lib/apt` for a chain of directories on one line. */
function lineName(view: TreeView, { first, node: last }: FileLine): DisplayText {
  let node = last
  let name = displayName(nodeName(view.overlay, node))
  if (node === 0) return displayText('/')
  for (; node !== first; name = joinText(displayName(nodeName(view.overlay, node)), displayText('/'), name)) {
    node = parentOf(view.overlay, node)
  }
  return name
}

function targetText(state: PathState): DisplayText {
  if (state.linkTarget !== null) return joinText(displayText(' -> '), displayName(state.linkTarget))
  if (state.hardLinkTo !== null) return joinText(displayText(' = '), displayName(state.hardLinkTo))
  return displayText('')
}

function nameStyle(state: PathState): StyleName {
  switch (state.type) {
    case 'directory':
      return 'directory'
    case 'symlink':
      return 'link'
    case 'file':
      return (state.mode & 0o6000) !== 0 ? 'special' : (state.mode & 0o111) !== 0 ? 'executable' : 'plain'
    case 'character':
    case 'block':
    case 'fifo':
      return 'special'
    default:
      return state.type satisfies never
  }
}

/** The found text in its own style, as often as it occurs. */
export function highlight(text: DisplayText, find: string, style: StyleName): Segment[] {
  if (find === '') return [{ text, style }]
  const haystack = find === find.toLowerCase() ? text.toLowerCase() : text
  const at = haystack.indexOf(find)
  if (at < 0 || haystack.length !== text.length) return [{ text, style }]
  const end = at + find.length
  return [
    { text: sliceText(text, 0, at), style },
    { text: sliceText(text, at, end), style: 'match' },
    { text: sliceText(text, end), style },
  ]
}
