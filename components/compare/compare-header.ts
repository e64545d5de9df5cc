import { reduction } from '../../src/analysis/compare/image-table.ts'
import { formatPlatform } from '../../src/image/platform.ts'
import { formatReduction } from '../../src/report/compare/format-reduction.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cutMiddle } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatCount } from '../../src/report/format-number.ts'
import { sideTitle } from '../../src/store/actions/compare/mark-layer.ts'
import type { Pair } from '../../src/store/compare-state.ts'
import type { Compared } from '../../src/store/selectors/compare/comparison.ts'
import type { MergedTotals } from '../../src/tree/merged-tree.ts'
import { segmentsWidth } from '../text/fit-segments.ts'
import type { Glyphs } from '../text/glyphs.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'

export interface CompareSizes {
  readonly a: number | null
  readonly b: number | null
}

/** ` api-service:naive 1.14 GB → api-service:scratch 11.2 MB unpacked   −99.0 %` */
export function compareHeader(pair: Pair, sizes: CompareSizes, width: number, glyphs: Glyphs): RowContent {
  const change = reductionSegments(sizes)
  const [sizeA, sizeB] = [sizeText(sizes.a), sizeText(sizes.b)]
  const fixed = 1 + sizeA.length + 3 + sizeB.length + segmentsWidth(change)
  const share = Math.max(4, Math.floor((width - fixed) / 2))
  const [nameA, nameB] = [displayText(sideTitle(pair.a)), displayText(sideTitle(pair.b))]
  const shareA = Math.max(share, width - fixed - nameB.length)
  const shareB = Math.max(share, width - fixed - nameA.length)
  return {
    segments: [
      label(' '),
      { text: cutMiddle(nameA, shareA, glyphs.ellipsis), style: 'title' },
      label(sizeA, 'strong'),
      label(` ${glyphs.arrow} `, 'key'),
      { text: cutMiddle(nameB, shareB, glyphs.ellipsis), style: 'title' },
      label(sizeB, 'strong'),
      ...change,
    ],
  }
}

function sizeText(bytes: number | null): string {
  return bytes === null ? '' : ` ${formatBytes(bytes)}`
}

function reductionSegments({ a, b }: CompareSizes): Segment[] {
  const share = reduction(a, b)
  if (share === null) return []
  if (share === 0) return [label(' unpacked   the same')]
  return [label(' unpacked   '), label(formatReduction(share), share > 0 ? 'good' : 'warning')]
}

/**
 * ` 1.01 GB − 1.00 GB removed − 2.0 MB shrunk + 182.0 kB added = 11.2 MB final   1 moved   72 differ, 12 the same`
 *
 * The line under the header: what of the final trees adds up to the difference, and what cannot be known.
 */
export function totalsRow(compared: Compared | undefined, width: number): RowContent {
  if (compared === undefined) return { segments: [] }
  const { a, b, tree } = compared
  const parts = [
    ...(tree === null ? [] : [sumSegments(tree.totals)]),
    ...(a.complete && b.complete ? [] : [[label('compared as far as layers could be read', 'error')]]),
    ...(platformOf(a) === platformOf(b)
      ? []
      : [[label(`${platformOf(a)} against ${platformOf(b)}`, 'warning')]]),
    ...(tree === null ? [] : [[label(countText(tree.totals), 'dim')]]),
  ]
  const segments: Segment[] = []
  for (const part of parts) {
    const gap = label(segments.length === 0 ? ' ' : '   ')
    if (segments.length > 0 && segmentsWidth([...segments, gap, ...part]) > width) continue
    segments.push(gap, ...part)
  }
  return { segments }
}

function platformOf({ documents }: Compared['a']): string {
  return formatPlatform(documents.platform)
}

function sumSegments({ a, b, removed, shrunk, added, grown }: MergedTotals): Segment[] {
  const terms = [
    [removed, '−', 'removed', 'removed'],
    [shrunk, '−', 'shrunk', 'removed'],
    [added, '+', 'added', 'added'],
    [grown, '+', 'grown', 'added'],
  ] as const
  return [
    label(formatBytes(a), 'strong'),
    ...terms
      .filter(([bytes]) => bytes > 0)
      .flatMap(([bytes, sign, words, style]) => [label(` ${sign} ${formatBytes(bytes)} ${words}`, style)]),
    label(` = ${formatBytes(b)}`, 'strong'),
    label(' final'),
  ]
}

function countText({ counts }: MergedTotals): string {
  const said = [
    [counts.removed, 'removed'],
    [counts.added, 'added'],
    [counts.modified - counts.timesOnly, 'modified'],
    [counts.moved, 'moved'],
    [counts.timesOnly, 'other times'],
    [counts.same, 'the same'],
  ] as const
  return `paths: ${said
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatCount(count)} ${words}`)
    .join(', ')}`
}
