import { explain } from '../../src/errors.ts'
import { formatCount } from '../../src/report/format-number.ts'
import type { CompareSort, CompareView, Pair, ShownState, Side } from '../../src/store/compare-state.ts'
import { HIDDEN_AT_FIRST } from '../../src/store/compare-state.ts'
import { MERGED_HEADING } from '../../src/store/selectors/compare/compare-layout.ts'
import { STATE_LETTERS } from '../../src/store/selectors/compare/matching-rows.ts'
import type { MergedPane } from '../../src/store/selectors/compare/merged-pane.ts'
import type { ImageState } from '../../src/store/state.ts'
import type { MergedTree } from '../../src/tree/merged-tree.ts'
import { fitSegments, segmentsWidth } from '../text/fit-segments.ts'
import {
  type PaneContent,
  paneInside,
  positionFooter,
  type RowContent,
  type Size,
} from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'
import { mergedLineRows } from './merged-line-rows.ts'

type Choices = Pick<CompareView, 'sort' | 'hidden' | 'filter' | 'find'>

export interface MergedProps extends Choices {
  readonly pair: Pair
  readonly a: ImageState | undefined
  readonly b: ImageState | undefined
  /** `undefined` while there is no tree to show. */
  readonly pane: MergedPane | undefined
  readonly top: number
  readonly focused: boolean
  readonly size: Size
}

/** Both trees in one list, sorted by difference, or why there is none. */
export function mergedContent(props: MergedProps, theme: Theme): PaneContent {
  const { pane, top, focused, find } = props
  const { columns: width, rows } = paneInside(props.size)
  const note = noteOf(props, width - SPACES - '2 Files'.length, theme)
  const content = { title: [label('2 '), label('Files', 'title')], note, focused }
  if (pane === undefined) return { ...content, rows: whyEmpty(props, width) }
  const height = rows - MERGED_HEADING
  const lines = mergedLineRows(pane, { top, height, width, focused, find }, theme)
  const count = pane.lines.rows.length
  if (count <= 1) return { ...content, rows: [...lines, ...nothingHere(props, pane.tree, width)] }
  return {
    ...content,
    rows: lines,
    footer: positionFooter(pane.line, count),
    scroll: { top, visible: height, total: count },
  }
}

/** Around title and note, on the edge of the frame. */
const SPACES = 4

const SORTS = { difference: 'difference', a: 'A', b: 'B', name: 'name' } as const satisfies Record<
  CompareSort['by'],
  string
>

function noteOf({ sort, hidden, filter, find }: Choices, room: number, { glyphs }: Theme): Segment[] {
  const without = [...hidden].filter(state => !HIDDEN_AT_FIRST.has(state)).map(letterOf)
  const withThem = [...HIDDEN_AT_FIRST].filter(state => !hidden.has(state)).map(letterOf)
  const said = [
    ...(find === '' ? [] : [label(`/${find}`, 'match')]),
    ...(filter === '' ? [] : [label(`filter ${filter}`, 'warning')]),
    ...(without.length === 0 ? [] : [label(`without ${without.join('')}`, 'warning')]),
    ...(withThem.length === 0 ? [] : [label(`with ${withThem.join('')}`)]),
  ]
  const order = label(`${SORTS[sort.by]} ${sort.reversed ? glyphs.ascending : glyphs.descending}`)
  const all = withGaps([...said, order])
  return segmentsWidth(all) <= room ? all : [...fitSegments(withGaps(said), room, glyphs.ellipsis)]
}

function letterOf(state: ShownState): string {
  return STATE_LETTERS[state]
}

function withGaps(parts: readonly Segment[]): Segment[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [label('  '), part]))
}

function nothingHere({ filter, hidden }: Choices, { totals }: MergedTree, width: number): RowContent[] {
  const { counts } = totals
  const differing = counts.added + counts.removed + counts.modified + counts.moved - counts.timesOnly
  if (differing > 0 && (filter !== '' || hidden.size > 0))
    return paragraph('Nothing passes the filter. Esc takes it away.', 'dim', width)
  const times =
    counts.timesOnly === 0 ? '' : ` Of ${formatCount(counts.timesOnly)} only the time differs: T shows them.`
  return paragraph(
    `No file differs: ${formatCount(counts.same)} paths are the same.${times} U shows all.`,
    'good',
    width,
  )
}

/** One side that cannot be read, or both sides that are still being read. */
function whyEmpty({ pair, a, b }: MergedProps, width: number): RowContent[] {
  const failed = [...faultRows('A', pair.a, a, width), ...faultRows('B', pair.b, b, width)]
  if (failed.length > 0) return failed
  if (a?.kind === 'ready' && b?.kind === 'ready')
    return paragraph('One of these layers could not be read: there is nothing to compare.', 'error', width)
  return paragraph(
    'Files are compared as soon as both images are read. The layers show what is known.',
    'dim',
    width,
  )
}

function faultRows(
  letter: string,
  { image }: Side,
  state: ImageState | undefined,
  width: number,
): RowContent[] {
  if (state?.kind !== 'failed') return []
  return [
    ...paragraph(`${letter}: ${image} cannot be read.`, 'error', width),
    ...paragraph(explain(state.fault), 'plain', width),
    ...paragraph(
      'The layers of the other image are shown. r reads both again, c compares with another image.',
      'dim',
      width,
    ),
  ]
}
