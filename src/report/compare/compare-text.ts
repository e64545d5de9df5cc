import type { ConfigDifference } from '../../analysis/compare/compare-config.ts'
import type { ImageComparison } from '../../analysis/compare/image-comparison.ts'
import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'
import { reduction } from '../../analysis/compare/image-table.ts'
import { amountCell } from '../amount.ts'
import { formatBytesDifference } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { type Cell, type Column, tableLines } from '../text-table.ts'
import { formatReduction } from './format-reduction.ts'
import { traitCells } from './image-cells.ts'
import { layerRowLines } from './layer-rows-text.ts'
import { pathLines } from './path-rows-text.ts'

/**
 * `layerscope compare A B`: sizes side by side, the aligned layers, how the final trees differ, the configuration.
 * Lines are cut at `width`; `null` prints them whole.
 */
export function compareText(comparison: ImageComparison, { rows }: ImageTable, width: number | null): Line[] {
  const [a, b] = rows
  if (a === undefined || b === undefined) return []
  return [
    [words('A  ', 'faint'), words(a.reference, 'heading')],
    [words('B  ', 'faint'), words(b.reference, 'heading')],
    ...unreadLines(rows),
    EMPTY_LINE,
    ...figureLines(a, b, width),
    EMPTY_LINE,
    ...layerRowLines(comparison, width),
    EMPTY_LINE,
    ...pathLines(comparison, width),
    ...configLines(comparison.config, width),
  ]
}

/** Which images are compared in part only. */
export function unreadLines(rows: readonly ImageRow[]): Line[] {
  return rows
    .filter(({ analysis }) => !analysis.complete)
    .map(({ reference, analysis }) => {
      const unread = analysis.layers.filter(({ kind }) => kind === 'unreadable').map(({ index }) => index)
      const layers = unread.length === 1 ? 'layer' : 'layers'
      return [words(`${reference} is compared without ${layers} ${unread.join(', ')}: not readable`, 'error')]
    })
}

const FIGURE_COLUMNS: readonly Column[] = [
  { title: '', align: 'left' },
  { title: 'A', align: 'right' },
  { title: 'B', align: 'right' },
  { title: 'Difference', align: 'right' },
  { title: '', align: 'right' },
]

function figureLines(a: ImageRow, b: ImageRow, width: number | null): Line[] {
  const bytes = (title: string, inA: number | null, inB: number | null): Cell[] => [
    words(title),
    words(amountCell(inA)),
    words(amountCell(inB)),
    words(inA === null || inB === null ? '?' : formatBytesDifference(inB - inA)),
    words(inA === null || inB === null ? '' : formatReduction(reduction(inA, inB)).replace('?', '')),
  ]
  const texts = (title: string, inA: string, inB: string): Cell[] => [words(title), words(inA), words(inB)]
  const [traitsA, traitsB] = [traitCells(a), traitCells(b)]
  return [
    ...tableLines(
      FIGURE_COLUMNS,
      [
        bytes('Unpacked', a.analysis.unpackedBytes, b.analysis.unpackedBytes),
        bytes('Final', a.analysis.finalBytes, b.analysis.finalBytes),
        bytes('Transfer', a.analysis.transferBytes, b.analysis.transferBytes),
        bytes('Wasted', a.analysis.waste.bytes, b.analysis.waste.bytes),
        bytes('Shared', a.sharedBytes, b.sharedBytes),
        texts('Layers', String(a.analysis.layers.length), String(b.analysis.layers.length)),
        texts('Files', countCell(a.analysis.files), countCell(b.analysis.files)),
        texts('User', traitsA.user, traitsB.user),
        texts('Shell', traitsA.shell, traitsB.shell),
        texts('Packages by', traitsA.packageManager, traitsB.packageManager),
        texts('CA certificates', traitsA.caCertificates, traitsB.caCertificates),
        texts('Time zones', traitsA.timeZones, traitsB.timeZones),
        texts('Entrypoint', traitsA.entrypoint, traitsB.entrypoint),
        texts('Tools on PATH', toolCount(a), toolCount(b)),
      ],
      width,
    ),
  ]
}

function countCell(count: number | null): string {
  return count === null ? '?' : formatCount(count)
}

function toolCount({ traits }: ImageRow): string {
  return countCell(traits?.tools.count ?? null)
}

function configLines(differences: readonly ConfigDifference[], width: number | null): Line[] {
  if (differences.length === 0) return [EMPTY_LINE, [words('Configuration  ', 'heading'), words('the same')]]
  const cells = differences.map(({ field, name, a, b }): Cell[] => [
    words(FIELDS[field]),
    [...(name === null ? [] : [words(`${name}  `)]), ...sideBySide(a, b)],
  ])
  const columns: readonly Column[] = [
    { title: 'Configuration', align: 'left' },
    { title: 'A → B', align: 'left' },
  ]
  return [EMPTY_LINE, ...tableLines(columns, cells, width)]
}

/** A port or volume is only there or not. */
function sideBySide(a: string | null, b: string | null): Line {
  if (a === null && b === '') return [words('added', 'added')]
  if (a === '' && b === null) return [words('removed', 'removed')]
  return [settingText(a, 'removed'), words(' → '), settingText(b, 'added')]
}

function settingText(text: string | null, tone: 'added' | 'removed') {
  return text === null ? words('not set', 'faint') : words(text === '' ? '""' : text, tone)
}

const FIELDS: Readonly<Record<ConfigDifference['field'], string>> = {
  platform: 'platform',
  entrypoint: 'ENTRYPOINT',
  command: 'CMD',
  user: 'USER',
  workingDirectory: 'WORKDIR',
  environment: 'ENV',
  ports: 'EXPOSE',
  volumes: 'VOLUME',
  labels: 'LABEL',
  shell: 'SHELL',
  stopSignal: 'STOPSIGNAL',
  healthcheck: 'HEALTHCHECK',
  onBuild: 'ONBUILD',
}
