import type { ConfigDifference } from '../../analysis/compare/compare-config.ts'
import type { ImageComparison } from '../../analysis/compare/image-comparison.ts'
import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'
import { reduction } from '../../analysis/compare/image-table.ts'
import { amountCell } from '../amount.ts'
import { formatBytesDifference } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { packageDifferenceLines } from '../packages/package-difference.ts'
import { type Cell, type Column, cutLine, tableLines } from '../text-table.ts'
import { formatReduction } from './format-reduction.ts'
import { type TraitCells, traitCells } from './image-cells.ts'
import { layerRowLines } from './layer-rows-text.ts'
import { pathLines } from './path-rows-text.ts'

/**
 * `layerscope compare A B`: sizes side by side, the aligned layers, how the final trees differ, the configuration.
 * Lines are cut at `width`; `null` prints them whole.
 */
export function compareText(comparison: ImageComparison, { rows }: ImageTable, width: number | null): Line[] {
  const [a, b] = rows
  if (a === undefined || b === undefined) return []
  const lines = [
    [words('A  ', 'faint'), words(a.reference, 'heading')],
    [words('B  ', 'faint'), words(b.reference, 'heading')],
    ...unreadLines(rows),
    EMPTY_LINE,
    ...figureLines(a, b),
    EMPTY_LINE,
    ...traitLines(a, b),
    ...packageDifferenceLines(a, b),
    EMPTY_LINE,
    ...layerRowLines(comparison, width),
    EMPTY_LINE,
    ...pathLines(comparison, width),
    ...configLines(comparison.config, width),
  ]
  return width === null ? lines : lines.map(line => cutLine(line, width))
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

function figureLines(a: ImageRow, b: ImageRow): Line[] {
  const rows = [
    bytesCells('Unpacked', a.analysis.unpackedBytes, b.analysis.unpackedBytes),
    bytesCells('Final', a.analysis.finalBytes, b.analysis.finalBytes),
    bytesCells('Transfer', a.analysis.transferBytes, b.analysis.transferBytes),
    bytesCells('Wasted', a.analysis.waste.bytes, b.analysis.waste.bytes),
    bytesCells('In shared layers', a.sharedBytes, b.sharedBytes),
    countCells('Layers', a.analysis.layers.length, b.analysis.layers.length),
    countCells('Files', a.analysis.files, b.analysis.files),
    countCells('Tools on PATH', a.traits?.tools.count ?? null, b.traits?.tools.count ?? null),
  ]
  return tableLines(FIGURE_COLUMNS, rows, null)
}

function bytesCells(title: string, a: number | null, b: number | null): Cell[] {
  const isKnown = a !== null && b !== null
  return [
    words(title),
    words(amountCell(a)),
    words(amountCell(b)),
    words(isKnown ? formatBytesDifference(b - a) : '?'),
    words(isKnown && a > 0 ? formatReduction(reduction(a, b)) : ''),
  ]
}

function countCells(title: string, a: number | null, b: number | null): Cell[] {
  return [words(title), ...[a, b].map(count => words(count === null ? '?' : formatCount(count)))]
}

function traitLines(a: ImageRow, b: ImageRow): Line[] {
  const [inA, inB] = [traitCells(a), traitCells(b)]
  const columns = ['', 'A', 'B'].map((title): Column => ({ title, align: 'left' }))
  const rows = TRAITS.map(([title, trait]) => [words(title), words(inA[trait]), words(inB[trait])])
  return tableLines(columns, rows, null)
}

const TRAITS = [
  ['User', 'user'],
  ['Shell', 'shell'],
  ['Package manager', 'packageManager'],
  ['Packages', 'packages'],
  ['CA certificates', 'caCertificates'],
  ['Time zones', 'timeZones'],
  ['Entrypoint', 'entrypoint'],
] as const satisfies readonly (readonly [string, keyof TraitCells])[]

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
