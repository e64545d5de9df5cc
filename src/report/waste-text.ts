import { advise } from '../analysis/advise.ts'
import type { Analysis, Waste } from '../analysis/analysis.ts'
import type { WasteItem, WasteReason } from '../analysis/waste-items.ts'
import { adviceLines } from './advice-text.ts'
import { amount, countOf } from './amount.ts'
import { baseSentence, shownBase } from './base-text.ts'
import { displayName } from './display-name.ts'
import { formatBytes } from './format-bytes.ts'
import { formatPercent } from './format-number.ts'
import { EMPTY_LINE, type Line, shown, words } from './line.ts'
import { type Cell, type Column, longTableLines } from './text-table.ts'

/**
 * `layerscope waste`: the totals, what to change and why, then every wasted item, largest first, with its writer and
 * its killer.
 */
export function* wasteText(analysis: Analysis, width: number | null): Generator<Line> {
  const { items } = analysis.waste
  const findings = advise(analysis)
  yield* [...wasteTotals(analysis), ...wasteBase(analysis)]
  if (findings.length > 0) yield* [EMPTY_LINE, ...adviceLines(findings, width)]
  if (items.length === 0) return
  yield EMPTY_LINE
  yield* wasteItemLines(items, width)
}

/** Which layers were taken for the base, and why. */
export function wasteBase(analysis: Analysis): Line[] {
  const base = shownBase(analysis)
  return base === null || analysis.waste.bytes === null ? [] : [[words(`Base: ${baseSentence(base)}`)]]
}

/** What is wasted altogether, by reason, without the base, and what duplicates cost beside it. */
export function wasteTotals(analysis: Analysis): Line[] {
  const { waste, duplicates } = analysis
  if (waste.bytes === null || waste.ratio === null)
    return [[words('Wasted: unknown, because not every layer could be read.')]]
  const share = `${formatPercent(waste.ratio)} of ${amount(analysis.unpackedBytes)} unpacked`
  const total: Line = [
    words('Wasted '),
    words(formatBytes(waste.bytes), waste.bytes > 0 ? 'waste' : 'plain'),
    words(`, ${share}`),
  ]
  return [total, ...reasonLines(waste), ...withoutBaseLines(analysis), ...duplicateLines(duplicates.bytes)]
}

/** A table of wasted items. */
export function wasteItemLines(items: Iterable<WasteItem>, width: number | null): Iterable<Line> {
  return longTableLines(COLUMNS, items, wasteCells, width)
}

const COLUMNS: readonly Column[] = [
  { title: 'Bytes', align: 'right' },
  { title: 'Written', align: 'left' },
  { title: 'Killed', align: 'left' },
  { title: 'Reason', align: 'left' },
  { title: 'Path', align: 'left', cut: 'middle' },
]

function wasteCells(item: WasteItem): Cell[] {
  const { path, bytes, layer, by } = item
  return [
    words(formatBytes(bytes), 'waste'),
    words(`layer ${layer}`),
    words(`by ${by}`),
    words(reasonText(item)),
    shown(displayName(path)),
  ]
}

/** `deleted`; for `rewritten` also what the killing layer changed. */
export function reasonText({ reason, differs }: WasteItem): string {
  return reason === 'rewritten' ? `rewritten (${differs.join(', ') || 'nothing changed'})` : reason
}

/** The order in which reasons are told. */
const REASONS = [
  'deleted',
  'overwritten',
  'rewritten',
  'replaced',
  'hidden',
] as const satisfies readonly WasteReason[]

function reasonLines({ byReason }: Waste): Line[] {
  if (byReason === null) return []
  const present = REASONS.filter(reason => byReason[reason] > 0)
  if (present.length === 0) return []
  return [[words(`  ${present.map(reason => `${reason} ${formatBytes(byReason[reason])}`).join(', ')}`)]]
}

function withoutBaseLines(analysis: Analysis): Line[] {
  const base = shownBase(analysis)
  const { withoutBase } = analysis.waste
  if (base === null || withoutBase === null) return []
  const { bytes, ratio, baseBytesKilled } = withoutBase
  const above = `  above the ${base.certainty === 'likely' ? 'likely base' : 'base'}: ${formatBytes(bytes)}, ${formatPercent(ratio)} of what these layers unpack to`
  return [[words(above)], [words(`  of the base, later layers kill ${formatBytes(baseBytesKilled)}`)]]
}

function duplicateLines(bytes: number | null): Line[] {
  if (bytes === null || bytes === 0) return []
  return [
    [words(`Duplicates: links would save ${formatBytes(bytes)} more (not waste: every copy is visible)`)],
  ]
}

/** What is left out of a list, and how to see it. */
export function restLine(hidden: number, command: string): Line[] {
  return hidden <= 0
    ? []
    : [[words(`and ${countOf(hidden, 'more item', 'more items')}: ${command}`, 'faint')]]
}
