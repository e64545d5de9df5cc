import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'
import { amountCell } from '../amount.ts'
import { formatCount } from '../format-number.ts'
import { EMPTY_LINE, type Line, words } from '../line.ts'
import { type Cell, type Column, cutLine, tableLines } from '../text-table.ts'
import { unreadLines } from './compare-text.ts'
import { formatReduction } from './format-reduction.ts'
import { traitCells } from './image-cells.ts'
import { sharingLines } from './sharing-text.ts'

/** `layerscope compare A B C …`: sizes, what is inside, and which bytes of layers each two images share. */
export function imageTableText(table: ImageTable, width: number | null): Line[] {
  const { rows } = table
  const lines = [
    ...tableLines(SIZE_COLUMNS, rows.map(sizeCells), null),
    EMPTY_LINE,
    ...tableLines(TRAIT_COLUMNS, rows.map(traitRow), null),
    EMPTY_LINE,
    ...sharingLines(table),
    ...unreadLines(rows),
  ]
  return width === null ? lines : lines.map(line => cutLine(line, width))
}

const SIZE_COLUMNS: readonly Column[] = [
  { title: 'Image', align: 'left' },
  { title: 'Unpacked', align: 'right' },
  { title: 'vs first', align: 'right' },
  { title: 'vs largest', align: 'right' },
  { title: 'Final', align: 'right' },
  { title: 'Transfer', align: 'right' },
  { title: 'Wasted', align: 'right' },
  { title: 'Layers', align: 'right' },
  { title: 'Files', align: 'right' },
  { title: 'Shared', align: 'right' },
  { title: 'Unique', align: 'right' },
]

function sizeCells(row: ImageRow): Cell[] {
  const { unpackedBytes, finalBytes, transferBytes, waste, layers, files } = row.analysis
  return [
    words(row.reference),
    words(amountCell(unpackedBytes)),
    words(formatReduction(row.reductionToFirst)),
    words(formatReduction(row.reductionToLargest)),
    words(amountCell(finalBytes)),
    words(amountCell(transferBytes)),
    words(amountCell(waste.bytes), waste.bytes ? 'waste' : 'plain'),
    words(String(layers.length)),
    words(files === null ? '?' : formatCount(files)),
    words(amountCell(row.sharedBytes)),
    words(amountCell(row.uniqueBytes)),
  ]
}

const TRAIT_COLUMNS: readonly Column[] = [
  { title: 'Image', align: 'left' },
  { title: 'Base', align: 'left' },
  { title: 'User', align: 'left' },
  { title: 'Shell', align: 'left' },
  { title: 'Package manager', align: 'left' },
  { title: 'Packages', align: 'left' },
  { title: 'CA', align: 'left' },
  { title: 'Zones', align: 'left' },
  { title: 'Entrypoint', align: 'left' },
  { title: 'Tools on PATH', align: 'left' },
]

function traitRow(row: ImageRow): Cell[] {
  const cells = traitCells(row)
  return [
    row.reference,
    cells.base,
    cells.user,
    cells.shell,
    cells.packageManager,
    cells.packages,
    cells.caCertificates,
    cells.timeZones,
    cells.entrypoint,
    cells.tools,
  ].map(text => words(text))
}
