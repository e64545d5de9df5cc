import type { WasteGroup } from '../../src/analysis/advice/waste-groups.ts'
import { type Advice, adviceOf, findingAbout } from '../../src/analysis/advise.ts'
import type { Analysis, LayerFigures } from '../../src/analysis/analysis.ts'
import { categoriesOf } from '../../src/analysis/contents/categories.ts'
import type { WasteReason } from '../../src/analysis/waste-items.ts'
import { explain } from '../../src/errors.ts'
import type { Finding } from '../../src/image/finding.ts'
import { firstFixSentence } from '../../src/report/advice-text.ts'
import { categoriesSentence } from '../../src/report/contents/categories-text.ts'
import { formatBytes, formatBytesDifference } from '../../src/report/format-bytes.ts'
import { formatCount } from '../../src/report/format-number.ts'
import type { StepRow } from '../../src/store/selectors/step-rows.ts'
import type { Layer } from '../../src/tree/layer.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import type { StyleName } from '../theme.ts'

/** All lines about one step: its instruction in full, what it weighs, what became of it. */
export function instructionRows(
  row: StepRow,
  layer: Layer | undefined,
  analysis: Analysis | null,
  width: number,
): RowContent[] {
  const figures = row.layer === null ? undefined : analysis?.figures[row.layer]
  return [
    ...paragraph(row.step?.instruction ?? '(no history: no step claims this layer)', 'strong', width),
    ...(row.layer === null
      ? paragraph('Changes the configuration only: no layer, no bytes.', 'dim', width)
      : []),
    ...(layer?.kind === 'unreadable' ? paragraph(explain(layer.fault), 'error', width) : []),
    ...(figures === undefined ? [] : figureRows(figures, width)),
    ...(row.layer === null || analysis === null ? [] : contentsRows(row.layer, analysis, width)),
    ...(row.layer === null || analysis === null ? [] : wasteRowsOf(row.layer, analysis, width)),
    ...(analysis === null ? [] : findingRows([...analysis.findings, ...shipped(analysis)], row.layer, width)),
    ...provenance(row, layer, width),
  ]
}

function figureRows(figures: LayerFigures, width: number): RowContent[] {
  const { unpackedBytes, transferBytes, contributionBytes, added, modified, removed } = figures
  const sizes = [
    unpackedBytes === null ? 'unpacked unknown' : `${formatBytes(unpackedBytes)} unpacked`,
    ...(transferBytes === null ? [] : [`${formatBytes(transferBytes)} to transfer`]),
    ...(contributionBytes === null ? [] : [`${formatBytesDifference(contributionBytes)} to the image`]),
  ]
  const changes =
    added === null || modified === null || removed === null
      ? []
      : [`${formatCount(added)} added, ${formatCount(modified)} modified, ${formatCount(removed)} removed`]
  return [sizes.join(', '), ...changes].flatMap(line => paragraph(line, 'plain', width))
}

/** What the layer's bytes are there for. */
function contentsRows(layer: number, analysis: Analysis, width: number): RowContent[] {
  const bytes = categoriesOf(analysis).layers[layer] ?? null
  const sentence = bytes === null ? '' : categoriesSentence(bytes)
  return sentence === '' ? [] : paragraph(`holds ${sentence}`, 'plain', width)
}

/** What became of this layer's bytes and what to do about it, and whose bytes this layer killed. */
function wasteRowsOf(layer: number, analysis: Analysis, width: number): RowContent[] {
  const advice = adviceOf(analysis)
  const lost = advice.groups.filter(group => group.layer === layer)
  const killed = Map.groupBy(
    advice.groups.filter(group => group.by === layer),
    group => group.layer,
  )
  return [
    ...lostRows(lost, advice, analysis.figures[layer]?.unpackedBytes ?? 0, width),
    ...[...killed].flatMap(([writer, groups]) =>
      paragraph(
        `Hides ${formatBytes(sumOf(groups))} of layer ${writer}, which stay in the image.`,
        'wasted',
        width,
      ),
    ),
  ]
}

/** A sentence a killer, then each fix once, with what it saves. */
function lostRows(
  groups: readonly WasteGroup[],
  advice: Advice,
  unpackedBytes: number,
  width: number,
): RowContent[] {
  const byKiller = Map.groupBy(groups, ({ by }) => by)
  const lost = [...byKiller].flatMap(([by, each]) =>
    paragraph(lostText(by, each, unpackedBytes), 'wasted', width),
  )
  const findings = groups.map(group => findingAbout(advice, group)).filter(each => each !== undefined)
  const byFix = Map.groupBy(findings, firstFixSentence)
  const fixes = [...byFix].flatMap(([fix, each]) =>
    paragraph(`Fix, saves ${formatBytes(sumOf(each))}: ${fix} (w, x: how)`, 'plain', width),
  )
  return [...lost, ...fixes]
}

function lostText(by: number, groups: readonly WasteGroup[], unpackedBytes: number): string {
  const bytes = sumOf(groups)
  const reason = groups[0]?.items.at(0)?.reason ?? 'deleted' // the largest item's, which is where the bytes are
  const share = bytes === unpackedBytes ? 'All' : formatBytes(bytes)
  return `${share} of it ${WHAT_HAPPENED[reason]} by layer ${by}: wasted.`
}

function sumOf(parts: readonly { readonly bytes: number | null }[]): number {
  return parts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
}

const WHAT_HAPPENED = {
  deleted: 'deleted again',
  overwritten: 'overwritten',
  rewritten: 'written again',
  replaced: 'replaced',
  hidden: 'hidden',
} as const satisfies Record<WasteReason, string>

const TONES = { error: 'error', warning: 'warning', note: 'dim' } as const satisfies Record<
  Finding['severity'],
  StyleName
>

/** Findings that are not about the waste told above. */
function shipped(analysis: Analysis): readonly Finding[] {
  const advice = adviceOf(analysis)
  const told = new Set(advice.groups.map(group => findingAbout(advice, group)))
  return advice.findings.filter(finding => !told.has(finding))
}

function findingRows(findings: readonly Finding[], layer: number | null, width: number): RowContent[] {
  return findings
    .filter(finding => layer !== null && finding.layer === layer)
    .flatMap(({ severity, message }) => paragraph(`${severity}: ${message}`, TONES[severity], width))
}

function provenance(row: StepRow, layer: Layer | undefined, width: number): RowContent[] {
  const { step } = row
  const lines = [
    ...(step?.created == null ? [] : [`created ${step.created}`]),
    ...(step?.comment == null || step.comment === '' ? [] : [`comment ${step.comment}`]),
    ...(layer?.diffId == null ? [] : [`diffId ${layer.diffId}`]),
    ...(layer?.digest == null || layer.digest === layer.diffId ? [] : [`digest ${layer.digest}`]),
    ...(step === null || step.createdBy === '' || step.createdBy === step.instruction
      ? []
      : [`recorded as ${step.createdBy}`]),
  ]
  return lines.flatMap(line => paragraph(line, 'dim', width))
}
