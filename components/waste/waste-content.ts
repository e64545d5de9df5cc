import type { WasteGroup } from '../../src/analysis/advice/waste-groups.ts'
import type { Analysis, Waste } from '../../src/analysis/analysis.ts'
import type { WasteItem, WasteReason } from '../../src/analysis/waste-items.ts'
import type { Finding, Severity } from '../../src/image/finding.ts'
import { firstFixSentence } from '../../src/report/advice-text.ts'
import { shownBase } from '../../src/report/base-text.ts'
import { displayName, displayText } from '../../src/report/display-name.ts'
import { cut, cutMiddle, padStart } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatCount, formatPercent } from '../../src/report/format-number.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import { instructionOf } from '../../src/store/selectors/step-rows.ts'
import type { WasteRow, WasteRows } from '../../src/store/selectors/waste-rows.ts'
import { bar } from '../text/bar.ts'
import { segmentsWidth } from '../text/fit-segments.ts'
import {
  type PaneContent,
  paneInside,
  positionFooter,
  type RowContent,
  type Size,
} from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'
import type { StyleName, Theme } from '../theme.ts'

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
  return [
    { segments: head },
    { segments: [...reasonSegments(waste), ...baseSegments(analysis)] },
    ...meaning(waste, columns),
  ]
}

const ORDER: readonly WasteReason[] = ['deleted', 'overwritten', 'rewritten', 'replaced', 'hidden']

/** What of it is the image's own, and what the base brought. */
function baseSegments(analysis: Analysis): Segment[] {
  const base = shownBase(analysis)
  const { withoutBase } = analysis.waste
  if (base === null || withoutBase === null) return []
  const name = base.certainty === 'likely' ? 'likely base' : 'base'
  const own = `${formatBytes(withoutBase.bytes)} above the ${name}`
  return [label(`  (${own}; ${formatBytes(withoutBase.baseBytesKilled)} of the base killed)`, 'dim')]
}

function reasonSegments({ byReason }: Waste): Segment[] {
  const present = ORDER.filter(reason => (byReason?.[reason] ?? 0) > 0)
  return present.map((reason, at) =>
    label(`${at === 0 ? ' ' : ', '}${formatBytes(byReason?.[reason] ?? 0)} ${reason}`),
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

export interface WasteListProps {
  readonly analysis: Analysis | undefined
  readonly rows: WasteRows
  /** The line under the cursor. */
  readonly cursor: number
  readonly top: number
  readonly size: Size
}

/** The list: groups *written by → killed by*, largest first, with their items. */
export function wasteContent(
  { analysis, rows, cursor, top, size }: WasteListProps,
  theme: Theme,
): PaneContent {
  const pane = { title: [label('Wasted', 'title')], focused: true }
  if (analysis === undefined) return { ...pane, rows: [] }
  const { columns: width, rows: height } = paneInside(size)
  const largest = analysis.waste.items.at(0)?.bytes ?? 0
  const shown = rows.slice(top, top + height).map(
    (row, at): RowContent => ({
      segments: [
        label(top + at === cursor ? theme.glyphs.cursor : ' '),
        ...rowSegments(row, { analysis, largest, width }, theme),
      ],
      base: top + at === cursor ? 'selected' : 'plain',
    }),
  )
  return {
    ...pane,
    note: [label(`by written ${theme.glyphs.arrow} killed`)],
    rows: shown,
    footer: positionFooter(cursor, rows.length),
    scroll: { top, visible: height, total: rows.length },
  }
}

interface Room {
  readonly analysis: Analysis
  /** Bytes of the longest bar. */
  readonly largest: number
  readonly width: number
}

function rowSegments(row: WasteRow, room: Room, theme: Theme): Segment[] {
  switch (row.kind) {
    case 'group':
      return groupSegments(row, room.analysis, room.width, theme)
    case 'item':
      return itemSegments(row.item, room.largest, room.width, theme)
    case 'fix':
      return [label(`${FIX_INDENT}fix: ${firstFixSentence(row.finding)}`, 'key')]
    case 'heading':
      return [label('Seen by every container, and better not in the image:', 'heading')]
    case 'finding':
      return findingSegments(row.finding)
    default:
      return row satisfies never
  }
}

const FIX_INDENT = ' '.repeat('▾ 999.9 kB '.length)

function findingSegments({ severity, bytes, message }: Finding): Segment[] {
  const amount = bytes === null ? '' : formatBytes(bytes)
  return [
    label(`  ${padStart(amount, BYTES)}  `, 'wasted'),
    label(`${severity}  `, SEVERITY_STYLES[severity]),
    label(message),
  ]
}

const SEVERITY_STYLES = { error: 'error', warning: 'warning', note: 'dim' } as const satisfies Record<
  Severity,
  StyleName
>

/** In a word, why: the finding has the sentence. */
const CAUSES = {
  wastedPackageLists: 'package lists',
  wastedPackageCache: 'package cache',
  wastedBuildCache: 'build cache',
  wastedVersionControl: 'repository',
  wastedArchive: 'archive',
  rewrittenMetadata: 'owner or mode',
  writtenTwice: 'written twice',
  deletedLater: 'deleted',
  wasteOfBase: 'within the base',
  baseFilesReplaced: 'of the base',
} as const satisfies Record<WasteGroup['cause'], string>

function groupSegments(
  { group, open }: Extract<WasteRow, { kind: 'group' }>,
  analysis: Analysis,
  width: number,
  theme: Theme,
): Segment[] {
  const { length } = group.items
  const left = [
    label(open ? theme.glyphs.tree.expanded : theme.glyphs.tree.collapsed, 'dim'),
    label(`${padStart(formatBytes(group.bytes), BYTES)}  `, 'wasted'),
    label(`${formatCount(length)} ${length === 1 ? 'file' : 'files'}  `),
    label(`${CAUSES[group.cause]}  `, 'strong'),
  ]
  return [...left, ...stepsOf(group, analysis, width - 1 - segmentsWidth(left), theme)]
}

const BYTES = 9

/** `4 RUN apt-get update → 5 RUN rm -rf …`; both instructions are seen, each with its share of the room. */
function stepsOf({ layer, by }: WasteGroup, { documents }: Analysis, room: number, theme: Theme): Segment[] {
  const { arrow, ellipsis } = theme.glyphs
  const share = Math.floor((room - ' →  '.length - `${layer} ${by} `.length) / 2)
  const instruction = (index: number) =>
    cut(displayText(instructionOf(documents, index)), Math.max(8, share), ellipsis)
  return [
    label(`${layer} `, 'strong'),
    { text: instruction(layer) },
    label(` ${arrow} `, 'key'),
    label(`${by} `, 'strong'),
    { text: instruction(by) },
  ]
}

function itemSegments(item: WasteItem, largest: number, width: number, { glyphs }: Theme): Segment[] {
  const why = item.differs.length === 0 ? item.reason : `${item.reason} (${item.differs.join(', ')})`
  const barWidth = width >= 76 ? 8 : 0
  const others = 1 + 2 + BYTES + 1 + barWidth + 2 + 2 + why.length
  const path = cutMiddle(displayName(item.path), Math.max(8, width - others), glyphs.ellipsis)
  return [
    label(`  ${padStart(formatBytes(item.bytes), BYTES)} `),
    { text: bar(item.bytes, largest, barWidth, glyphs), style: 'bar' },
    label('  '),
    { text: path },
    label(`  ${why}`, 'dim'),
  ]
}
