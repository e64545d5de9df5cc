import type { Analysis, LayerFigures, WasteReason } from '../../src/analysis/analysis.ts'
import { explain } from '../../src/errors.ts'
import type { Finding } from '../../src/image/finding.ts'
import { formatBytes, formatBytesDifference } from '../../src/report/format-bytes.ts'
import { formatCount } from '../../src/report/format-number.ts'
import type { StepRow } from '../../src/store/selectors/step-rows.ts'
import { type WasteGroup, wasteGroups } from '../../src/store/selectors/waste-rows.ts'
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
    ...(row.layer === null || analysis === null ? [] : wasteRowsOf(row.layer, analysis, width)),
    ...(analysis === null ? [] : findingRows(analysis.findings, row.layer, width)),
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

/** What became of this layer's bytes and what to do about it, and whose bytes this layer killed. */
function wasteRowsOf(layer: number, analysis: Analysis, width: number): RowContent[] {
  const groups = wasteGroups(analysis)
  const lost = groups.filter(group => group.layer === layer)
  const killed = groups.filter(group => group.by === layer && group.layer !== layer)
  return [
    ...lost.flatMap(group => lostRows(group, analysis.unpackedBytes ?? 0, width)),
    ...killed.flatMap(({ bytes, layer: writer }) =>
      paragraph(`Hides ${formatBytes(bytes)} of layer ${writer}, which stay in the image.`, 'wasted', width),
    ),
  ]
}

/** Advice is given where it pays: from a hundredth of the image on. */
function lostRows(
  { bytes, by, layer, items }: WasteGroup,
  unpackedBytes: number,
  width: number,
): RowContent[] {
  const reason = items[0]?.reason ?? 'deleted' // the largest item's, which is where the bytes are
  const where = by === layer ? 'by the same layer' : `by layer ${by}`
  return [
    ...paragraph(`${formatBytes(bytes)} of it ${WHAT_HAPPENED[reason]} ${where}: wasted.`, 'wasted', width),
    ...(bytes * 100 < unpackedBytes ? [] : paragraph(`Fix: ${FIXES[reason]}.`, 'plain', width)),
  ]
}

const WHAT_HAPPENED = {
  deleted: 'deleted again',
  overwritten: 'overwritten',
  rewritten: 'written again',
  replaced: 'replaced',
  hidden: 'hidden',
} as const satisfies Record<WasteReason, string>

const FIXES = {
  deleted: 'delete it in the same RUN that makes it, or build it in another stage',
  overwritten: 'write it once, in its final form',
  rewritten: 'set mode and owner where the file is made (COPY --chmod, --chown)',
  replaced: 'do not make it in the first place',
  hidden: 'do not make it in the first place',
} as const satisfies Record<WasteReason, string>

const TONES = { error: 'error', warning: 'warning', note: 'dim' } as const satisfies Record<
  Finding['severity'],
  StyleName
>

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
