import { type DisplayText, displayName, displayText, joinText } from '../../src/report/display-name.ts'
import { cutMiddle, padStart } from '../../src/report/fit-text.ts'
import { formatBytes, formatBytesDifference } from '../../src/report/format-bytes.ts'
import { textWidth } from '../../src/report/text-width.ts'
import type { ShownState } from '../../src/store/compare-state.ts'
import { shownState } from '../../src/store/selectors/compare/matching-rows.ts'
import type { MergedPane } from '../../src/store/selectors/compare/merged-pane.ts'
import { turnover } from '../../src/store/selectors/compare/row-order.ts'
import {
  bytesInA,
  bytesInB,
  bytesMore,
  differingBeneath,
  differsAt,
  isDirectoryRow,
  type MergedTree,
  nodeA,
  nodeB,
  parentRow,
  partnerOf,
  rowName,
  rowPath,
} from '../../src/tree/merged-tree.ts'
import { type TreeView, typeOf } from '../../src/tree/tree-view.ts'
import { highlight } from '../explore/files-rows.ts'
import { bar } from '../text/bar.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { StyleName, Theme } from '../theme.ts'

export interface MergedWindow {
  readonly top: number
  readonly height: number
  /** Columns of a row. */
  readonly width: number
  readonly focused: boolean
  /** Text of the active find; empty when none. */
  readonly find: string
}

/** The names of the columns, and the visible lines: `D   go.tar  45.1 MB       −45.1 MB ████`. */
export function mergedLineRows(pane: MergedPane, window: MergedWindow, theme: Theme): RowContent[] {
  const columns = columnsFor(pane.tree, window)
  const last = Math.min(pane.lines.rows.length, window.top + window.height)
  const rows: RowContent[] = [{ segments: headingSegments(columns) }]
  for (let at = window.top; at < last; at++) {
    const selected = at === pane.line ? (window.focused ? 'selected' : 'selectedUnfocused') : 'plain'
    rows.push({ segments: lineSegments(pane, at, columns, theme), base: selected })
  }
  return rows
}

interface Columns {
  readonly name: number
  /** Of the bars beside A and B; 0 leaves them out. */
  readonly sides: number
  /** Of the bar of the difference. */
  readonly bar: number
  readonly find: string
  readonly largestSide: number
  readonly largestDifference: number
}

const BYTES = 10
const CURSOR_AND_MARK = 3

function columnsFor(tree: MergedTree, { width, find }: MergedWindow): Columns {
  const bars = width >= 90 ? 12 : width >= 60 ? 8 : width >= 52 ? 4 : 0
  const sides = width >= 110 ? 6 : 0
  const others = CURSOR_AND_MARK + 3 * BYTES + 2 * (sides === 0 ? 0 : sides + 1) + (bars === 0 ? 0 : bars + 1)
  return {
    name: Math.max(4, width - others),
    sides,
    bar: bars,
    find,
    largestSide: Math.max(bytesInA(tree, 0), bytesInB(tree, 0)),
    largestDifference: Math.max(turnover(tree)[0] ?? 0, 1),
  }
}

function headingSegments({ name, sides }: Columns): Segment[] {
  const gap = ' '.repeat(sides === 0 ? 0 : sides + 1)
  const words = `${padStart('A', BYTES)}${gap}${padStart('B', BYTES)}${gap}${padStart('B less A', BYTES)}`
  return [label(' '.repeat(CURSOR_AND_MARK + name)), label(words, 'dim')]
}

function lineSegments(pane: MergedPane, at: number, columns: Columns, theme: Theme): Segment[] {
  const { tree, lines } = pane
  const row = lines.rows[at] ?? 0
  const state = shownState(tree, row)
  const more = bytesMore(tree, row)
  const style = more === 0 || state === 'moved' ? 'dim' : more > 0 ? 'added' : 'removed'
  const { glyphs } = theme
  return [
    label(at === pane.line ? glyphs.cursor : ' '),
    stateMark(tree, row, state, theme),
    ...nameSegments(pane, at, state, columns, theme),
    ...sideSegments(sideBytes(tree.a, nodeA(tree, row)), columns, theme),
    ...sideSegments(sideBytes(tree.b, nodeB(tree, row)), columns, theme),
    label(padStart(differenceText(tree, row, more), BYTES), style),
    label(columns.bar === 0 ? '' : ' '),
    { text: bar(Math.abs(more), columns.largestDifference, columns.bar, glyphs), style },
  ]
}

/** `null` where there is nothing to weigh: no such path, or a link or a device. */
function sideBytes(view: TreeView, node: number | null): number | null {
  if (node === null) return null
  const type = typeOf(view, node)
  return type === 'file' || type === 'directory' ? (view.bytes[node] ?? 0) : null
}

function sideSegments(bytes: number | null, { sides, largestSide }: Columns, { glyphs }: Theme): Segment[] {
  const text = label(padStart(bytes === null ? '' : formatBytes(bytes), BYTES), bytes === 0 ? 'dim' : 'plain')
  if (sides === 0) return [text]
  return [text, label(' '), { text: bar(bytes ?? 0, largestSide, sides, glyphs), style: 'bar' }]
}

/** Nothing where no bytes came or went. */
function differenceText(tree: MergedTree, row: number, more: number): string {
  return more === 0 && (turnover(tree)[row] ?? 0) === 0 ? '' : formatBytesDifference(more)
}

const MARKS = {
  same: ['  ', 'plain'],
  timesOnly: ['T ', 'dim'],
  added: ['A ', 'added'],
  removed: ['D ', 'removed'],
  modified: ['M ', 'modified'],
} as const satisfies Record<Exclude<ShownState, 'moved'>, readonly [string, StyleName]>

/** The letter of what became of the path itself; a directory in which something differs only shows a dot. */
function stateMark(tree: MergedTree, row: number, state: ShownState, { glyphs }: Theme): Segment {
  if (state === 'moved') return label(`${glyphs.arrow} `, 'special')
  const isWay = (state === 'same' || state === 'timesOnly') && differingBeneath(tree, row) > 0
  if (isWay) return label(`${glyphs.separator} `, 'dim')
  const [letter, style] = MARKS[state]
  return label(letter, style)
}

/** Guide, name, where it moved or what differs; cut in the middle and filled to exactly the columns there are. */
function nameSegments(
  { tree, lines }: MergedPane,
  at: number,
  state: ShownState,
  columns: Columns,
  theme: Theme,
): Segment[] {
  const row = lines.rows[at] ?? 0
  const indent = '  '.repeat(Math.min(lines.depths[at] ?? 0, Math.floor(columns.name / 4)))
  const guide = indent + foldMark(tree, row, lines.open[at] === true, theme)
  const room = Math.max(1, columns.name - guide.length)
  const name = lineName(tree, lines.firsts[at] ?? 0, row)
  const suffix = suffixText(tree, row, state, theme)
  const shown = cutMiddle(joinText(name, suffix), room, theme.glyphs.ellipsis)
  const style = state === 'same' || state === 'timesOnly' ? nameStyle(tree, row) : stateStyle(state)
  const filling = ' '.repeat(Math.max(0, room - textWidth(shown)))
  return [label(guide, 'dim'), ...highlight(shown, columns.find, style), label(filling)]
}

function nameStyle(tree: MergedTree, row: number): StyleName {
  return isDirectoryRow(tree, row) ? 'directory' : 'plain'
}

function stateStyle(state: 'added' | 'removed' | 'modified' | 'moved'): StyleName {
  return state === 'moved' ? 'special' : state
}

function foldMark(tree: MergedTree, row: number, open: boolean, { glyphs }: Theme): string {
  if (!isDirectoryRow(tree, row)) return glyphs.tree.leaf
  return open ? glyphs.tree.expanded : glyphs.tree.collapsed
}

/** `var/lib/apt` for a chain of directories on one line. */
function lineName(tree: MergedTree, first: number, last: number): DisplayText {
  if (last === 0) return displayText('/')
  let name = displayName(rowName(tree, last))
  for (let row = last; row !== first; ) {
    row = parentRow(tree, row)
    name = joinText(displayName(rowName(tree, row)), displayText('/'), name)
  }
  return name
}

/** ` → /server` where a file was, ` from /app/server` where it is, ` (content, mode)` where it differs. */
function suffixText(tree: MergedTree, row: number, state: ShownState, { glyphs }: Theme): DisplayText {
  const partner = partnerOf(tree, row)
  if (partner !== null) {
    const words = nodeA(tree, row) === null ? ' from ' : ` ${glyphs.arrow} `
    return joinText(displayText(words), displayName(rowPath(tree, partner)))
  }
  return displayText(state === 'modified' ? ` (${differsAt(tree, row).join(', ')})` : '')
}
