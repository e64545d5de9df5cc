import type { TreePath } from '../image/tree-path.ts'
import type { Change } from '../tree/change.ts'
import { entryDevice, entryGid, entryLength, entryUid } from '../tree/layer-tree.ts'
import { describe, inodePlace, type PathState, type TreeView } from '../tree/tree-view.ts'
import { displayName, displayText, joinText } from './display-name.ts'
import { formatMode } from './format-mode.ts'
import { formatTime } from './format-time.ts'
import { type Line, type Segment, shown, type Tone, words } from './line.ts'

/** What a list shows of each path. */
export interface ListOptions {
  /** Type, permissions, owner, length, time and link target, as `ls -l`. */
  readonly long: boolean
  /** Whole paths instead of last components. */
  readonly paths: boolean
  /** A letter for what the layer did, before everything else. */
  readonly changes: boolean
}

/**
 * The nodes one a line, as `ls` would. Nodes are asked for twice when columns must be measured, and never held: a
 * list may be of a million paths.
 */
export function* listText(
  view: TreeView,
  nodes: () => Iterable<number>,
  options: ListOptions,
): Generator<Line> {
  const widths = options.long ? measure(view, nodes()) : null
  for (const node of nodes()) {
    const state = describe(view, node)
    const change = options.changes
      ? [words(`${CHANGE_LETTERS[state.change]} `, CHANGE_TONES[state.change])]
      : []
    const details = widths === null ? [] : [words(longColumns(state, widths))]
    const links = options.long ? linkSegments(state) : []
    yield [...change, ...details, nameSegment(state, options.paths), ...links]
  }
}

interface Widths {
  uid: number
  gid: number
  length: number
}

function measure(view: TreeView, nodes: Iterable<number>): Widths {
  const widths = { uid: 1, gid: 1, length: 1 }
  for (const node of nodes) {
    const inode = inodePlace(view, node)
    if (inode === null) continue
    const { tree, row } = inode
    const length = lengthText({ device: entryDevice(tree, row), length: entryLength(tree, row) })
    widths.uid = Math.max(widths.uid, String(entryUid(tree, row)).length)
    widths.gid = Math.max(widths.gid, String(entryGid(tree, row)).length)
    widths.length = Math.max(widths.length, length.length)
  }
  return widths
}

function longColumns(state: PathState, widths: Widths): string {
  const uid = String(state.uid).padStart(widths.uid)
  const gid = String(state.gid).padStart(widths.gid)
  const length = lengthText(state).padStart(widths.length)
  return `${formatMode(state.type, state.mode)} ${uid} ${gid} ${length} ${timeText(state)} `
}

/** Exact bytes; of a device its numbers. */
function lengthText({ device, length }: Pick<PathState, 'device' | 'length'>): string {
  return device === null ? String(length) : `${device.major}, ${device.minor}`
}

/** To the minute, in UTC; an implicit directory has no time. */
function timeText({ implicit, mtime }: PathState): string {
  const iso = implicit ? null : formatTime(mtime)
  return iso === null
    ? '-'.padStart(TIME_WIDTH)
    : iso.slice(0, iso.lastIndexOf(':')).replace('T', ' ').padStart(TIME_WIDTH)
}

const TIME_WIDTH = 'YYYY-MM-DD hh:mm'.length

function nameSegment(state: PathState, paths: boolean): Segment {
  const name = paths || state.name === '' ? state.path : state.name
  return shown(displayName(name), TYPE_TONES[state.type] ?? 'plain')
}

function linkSegments({ linkTarget, hardLinkTo, recordedAs }: PathState): Segment[] {
  const segments: Segment[] = []
  if (linkTarget !== null) segments.push(shown(joinText(displayText(' -> '), displayName(linkTarget))))
  if (hardLinkTo !== null) segments.push(aside('hard link to', hardLinkTo))
  if (recordedAs !== null) segments.push(aside('recorded as', recordedAs))
  return segments
}

function aside(what: string, path: TreePath): Segment {
  return shown(joinText(displayText(`  (${what} `), displayName(path), displayText(')')), 'faint')
}

const TYPE_TONES: Readonly<Partial<Record<PathState['type'], Tone>>> = {
  directory: 'directory',
  symlink: 'link',
}

const CHANGE_LETTERS = { added: 'A', modified: 'M', removed: 'D', unchanged: ' ' } as const satisfies Record<
  Change,
  string
>

const CHANGE_TONES = {
  added: 'added',
  modified: 'modified',
  removed: 'removed',
  unchanged: 'plain',
} as const satisfies Record<Change, Tone>
