import {
  type DisplayText,
  displayName,
  displayText,
  joinText,
  sliceText,
} from '../../src/report/display-name.ts'
import { cutMiddle, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { FilesPane } from '../../src/store/selectors/files-pane.ts'
import type { Change } from '../../src/tree/change.ts'
import { nodeName, parentOf } from '../../src/tree/overlay.ts'
import { changeOf, describe, killedByOf, type PathState, typeOf } from '../../src/tree/tree-view.ts'
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
  const last = Math.min(pane.rows.nodes.length, window.top + window.height)
  const rows: RowContent[] = []
  for (let at = window.top; at < last; at++) {
    const selected = at === pane.row ? (window.focused ? 'selected' : 'selectedUnfocused') : 'plain'
    rows.push({ segments: lineSegments(pane, at, window, theme), base: selected })
  }
  return rows
}

const BYTES_COLUMN = 9
const KILLED_COLUMN = 4

/** `A     deb_main_Packages            45.1 MB █▏ ✗5` */
function lineSegments(pane: FilesPane, at: number, window: FilesWindow, theme: Theme): Segment[] {
  const node = pane.rows.nodes[at] ?? 0
  const { view } = pane
  const bytes = (view.bytes[node] ?? 0) + (view.removedBytes[node] ?? 0)
  const barWidth = window.width >= 60 ? 8 : window.width >= 44 ? 4 : 0
  const room = window.width - 2 - BYTES_COLUMN - 1 - barWidth - (barWidth > 0 ? 1 : 0) - KILLED_COLUMN
  const name = nameSegments(pane, at, room, window.find, theme)
  const whole = (view.bytes[0] ?? 0) + (view.removedBytes[0] ?? 0)
  return [
    changeMark(pane, node),
    ...name,
    label(padStart(sizeText(view, node, bytes), BYTES_COLUMN), bytes === 0 ? 'dim' : 'plain'),
    label(' '),
    { text: bar(whole === 0 ? 0 : bytes / whole, barWidth, theme.glyphs), style: 'bar' },
    label(barWidth > 0 ? ' ' : ''),
    killedMark(pane, node, theme),
  ]
}

function sizeText(view: FilesPane['view'], node: number, bytes: number): string {
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
function changeMark({ view }: FilesPane, node: number): Segment {
  const change = changeOf(view, node)
  if (change === 'unchanged' && view.scope === 'stacked' && (view.changed[node] ?? 0) > 0)
    return label('· ', 'dim')
  const [letter, style] = MARKS[change]
  return label(letter, style)
}

function killedMark({ view }: FilesPane, node: number, theme: Theme): Segment {
  const by = typeOf(view, node) === 'directory' ? undefined : killedByOf(view, node)
  return by === undefined || by === null
    ? label('    ')
    : label(`${theme.glyphs.killed}${by}`.padEnd(KILLED_COLUMN), 'wasted')
}

/** Guide, name, what it points to; cut in the middle and filled to exactly `room` columns. */
function nameSegments(pane: FilesPane, at: number, room: number, find: string, theme: Theme): Segment[] {
  const node = pane.rows.nodes[at] ?? 0
  const state = describe(pane.view, node)
  const indent = '  '.repeat(Math.min(pane.rows.depths[at] ?? 0, Math.floor(room / 4)))
  const guide = indent + foldMark(state, pane.rows.open[at] === true, theme)
  const target = targetText(state)
  const full = joinText(lineName(pane, at), target)
  const shown = cutMiddle(full, Math.max(1, room - guide.length), theme.glyphs.ellipsis)
  const filling = ' '.repeat(Math.max(0, room - guide.length - textWidth(shown)))
  return [label(guide, 'dim'), ...highlight(shown, find, nameStyle(state)), label(filling)]
}

function foldMark(state: PathState, open: boolean, theme: Theme): string {
  if (state.type !== 'directory') return theme.glyphs.tree.leaf
  return open ? theme.glyphs.tree.expanded : theme.glyphs.tree.collapsed
}

/** `var/lib/apt` for a chain of directories on one line. */
function lineName({ view, rows }: FilesPane, at: number): DisplayText {
  const first = rows.firsts[at] ?? 0
  let node = rows.nodes[at] ?? 0
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
function highlight(text: DisplayText, find: string, style: StyleName): Segment[] {
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
