import { byteString } from '../image/byte-string.ts'
import { baseName } from '../image/tree-path.ts'
import { childrenIn, describe, type PathState, type TreeView } from '../tree/tree-view.ts'
import { countOf } from './amount.ts'
import { displayName, displayText, joinText } from './display-name.ts'
import { EMPTY_LINE, type Line, type Segment, shown, type Tone, words } from './line.ts'
import { isOwn } from './own-path.ts'

export interface TreeOptions {
  /** How many levels beneath the first are drawn; `null` = all. */
  readonly levels: number | null
  readonly ascii: boolean
}

/** The paths at and beneath a node, drawn as a tree, with how many there are. Of changes: those of the layer, with a letter. */
export function* treeText(view: TreeView, node: number, options: TreeOptions): Generator<Line> {
  const counts = { directories: 0, files: 0 }
  yield [nameSegment(describe(view, node), true)]
  yield* branches(view, node, { ...options, counts, prefix: '', depth: 1 })
  yield EMPTY_LINE
  yield [
    words(
      `${countOf(counts.directories, 'directory', 'directories')}, ${countOf(counts.files, 'file')}`,
      'faint',
    ),
  ]
}

interface Branch extends TreeOptions {
  readonly counts: { directories: number; files: number }
  readonly prefix: string
  readonly depth: number
}

function* branches(view: TreeView, directory: number, branch: Branch): Generator<Line> {
  const { levels, counts, prefix, depth } = branch
  if (levels !== null && depth > levels) return
  const children = childrenIn(view, directory)
  const last = children.at(-1)
  for (const child of children) {
    const state = describe(view, child)
    const { fork, rest } = (branch.ascii ? ASCII : LINES)[child === last ? 'last' : 'more']
    if (state.type === 'directory') counts.directories++
    else counts.files++
    yield [
      words(prefix + fork, 'faint'),
      ...changeSegments(view, state),
      nameSegment(state, false),
      ...linkSegments(state),
    ]
    if (state.type === 'directory')
      yield* branches(view, child, { ...branch, prefix: prefix + rest, depth: depth + 1 })
  }
}

const LINES = { more: { fork: '├── ', rest: '│   ' }, last: { fork: '└── ', rest: '    ' } }
const ASCII = { more: { fork: '|-- ', rest: '|   ' }, last: { fork: '`-- ', rest: '    ' } }

function changeSegments(view: TreeView, state: PathState): Segment[] {
  if (view.scope === 'stacked' || !isOwn(state, view.layer)) return []
  const { letter, tone } = CHANGES[state.change]
  return [words(`${letter} `, tone)]
}

const CHANGES: Readonly<Record<PathState['change'], { letter: string; tone: Tone }>> = {
  added: { letter: 'A', tone: 'added' },
  modified: { letter: 'M', tone: 'modified' },
  removed: { letter: 'D', tone: 'removed' },
  unchanged: { letter: '=', tone: 'faint' },
}

function nameSegment({ path, type }: PathState, whole: boolean): Segment {
  const tone = type === 'directory' ? 'directory' : type === 'symlink' ? 'link' : 'plain'
  return shown(displayName(whole ? path : byteString(baseName(path))), tone)
}

function linkSegments({ linkTarget }: PathState): Segment[] {
  return linkTarget === null ? [] : [shown(joinText(displayText(' -> '), displayName(linkTarget)))]
}
