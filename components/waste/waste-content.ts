import type { Analysis, Waste, WasteItem, WasteReason } from '../../src/analysis/analysis.ts'
import { displayName, displayText } from '../../src/report/display-name.ts'
import { cutMiddle, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatCount, formatPercent } from '../../src/report/format-number.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import { scrollTop } from '../../src/store/selectors/scroll.ts'
import { type WasteGroup, type WasteRow, wasteRows } from '../../src/store/selectors/waste-rows.ts'
import type { WasteView } from '../../src/store/state.ts'
import { bar } from '../text/bar.ts'
import { type PaneContent, positionFooter, type RowContent, type Size } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { Theme } from '../theme.ts'

/** Four lines: how much, why, and what it means. */
export function wasteSummary(analysis: Analysis | undefined, columns: number): RowContent[] {
  if (analysis === undefined) return [{ segments: [label(' The image is still being read.', 'dim')] }]
  const { waste } = analysis
  if (waste.bytes === null || waste.ratio === null)
    return [{ segments: [label(' Unknown: not every layer could be read.', 'warning')] }]
  const head = [
    label(` ${formatBytes(waste.bytes)}`, 'strong'),
    label(
      ` of ${formatBytes(analysis.unpackedBytes ?? 0)} unpacked (${formatPercent(waste.ratio)}) can be seen by no container.`,
    ),
  ]
  return [{ segments: head }, { segments: reasonSegments(waste) }, ...meaning(waste, columns)]
}

/** What each reason means, in a few words. */
const REASONS = {
  deleted: 'deleted',
  overwritten: 'overwritten with other content',
  rewritten: 'written again, only metadata differs',
  replaced: 'replaced by another kind of file',
  hidden: 'hidden by an opaque directory',
} as const satisfies Record<WasteReason, string>

const ORDER: readonly WasteReason[] = ['deleted', 'overwritten', 'rewritten', 'replaced', 'hidden']

function reasonSegments({ byReason }: Waste): Segment[] {
  const present = ORDER.filter(reason => (byReason?.[reason] ?? 0) > 0)
  return present.map((reason, at) =>
    label(`${at === 0 ? ' ' : ', '}${formatBytes(byReason?.[reason] ?? 0)} ${REASONS[reason]}`),
  )
}

function meaning(waste: Waste, columns: number): RowContent[] {
  const text =
    waste.bytes === 0
      ? 'Every byte of every layer is visible in the final tree.'
      : 'A layer cannot take bytes out of the layers below it: they are still stored, pushed and pulled. Remove a file in the step that made it.'
  return wrapText(displayText(text), columns - 2)
    .slice(0, 2)
    .map(line => ({ segments: [label(' '), { text: line, style: 'dim' as const }] }))
}

/** The list: groups *written by → killed by*, largest first, with their items. */
export function wasteContent(
  analysis: Analysis | undefined,
  view: WasteView,
  size: Size,
  theme: Theme,
): PaneContent {
  const pane = { title: [label('Wasted', 'title')], note: [label('by written > killed')], focused: true }
  if (analysis === undefined) return { ...pane, rows: [] }
  const rows = wasteRows(analysis, view.closed)
  const [height, width] = [size.rows - 2, size.columns - 2]
  const cursor = Math.min(view.row, rows.length - 1)
  const top = scrollTop(view.top, cursor, height, rows.length)
  const largest = Math.max(1, ...analysis.waste.items.slice(0, 1).map(({ bytes }) => bytes))
  const shown = rows.slice(top, top + height).map(
    (row, at): RowContent => ({
      segments:
        row.kind === 'group'
          ? groupSegments(row, analysis, theme)
          : itemSegments(row.item, largest, width, theme),
      base: top + at === cursor ? 'selected' : 'plain',
    }),
  )
  return {
    ...pane,
    rows: shown,
    footer: positionFooter(cursor, rows.length),
    scroll: { top, visible: height, total: rows.length },
  }
}

function groupSegments(
  { group, open }: Extract<WasteRow, { kind: 'group' }>,
  analysis: Analysis,
  theme: Theme,
): Segment[] {
  return [
    label(open ? theme.glyphs.tree.expanded : theme.glyphs.tree.collapsed, 'dim'),
    label(`${padStart(formatBytes(group.bytes), 9)}  `, 'wasted'),
    label(`${formatCount(group.items.length)} ${group.items.length === 1 ? 'file' : 'files'}  `),
    ...stepsOf(group, analysis),
  ]
}

/** `layer 4 RUN apt-get update → layer 5 RUN rm -rf …` */
function stepsOf({ layer, by }: WasteGroup, { documents }: Analysis): Segment[] {
  const instruction = (index: number) =>
    documents.steps.find(step => step.layer === index)?.instruction ?? '(no history)'
  return [
    label(`${layer} `, 'strong'),
    label(shorten(instruction(layer))),
    label('  →  ', 'key'),
    label(`${by} `, 'strong'),
    label(instruction(by)),
  ]
}

/** Both instructions should be seen on one line. */
const INSTRUCTION = 36

function shorten(instruction: string): string {
  return instruction.length <= INSTRUCTION ? instruction : `${instruction.slice(0, INSTRUCTION - 1)}…`
}

function itemSegments(item: WasteItem, largest: number, width: number, theme: Theme): Segment[] {
  const why = item.differs.length === 0 ? item.reason : `${item.reason} (${item.differs.join(', ')})`
  const barWidth = width >= 76 ? 8 : 0
  const room = width - 2 - 9 - 2 - barWidth - 1 - why.length - 3
  return [
    label(`  ${padStart(formatBytes(item.bytes), 9)} `),
    { text: bar(item.bytes / largest, barWidth, theme.glyphs), style: 'bar' },
    label('  '),
    { text: cutMiddle(displayName(item.path), Math.max(8, room), theme.glyphs.ellipsis) },
    label(`  ${why}`, 'dim'),
  ]
}
