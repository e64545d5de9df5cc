import type { ImageComparison } from '../../analysis/compare/image-comparison.ts'
import type { ImageRow, ImageTable } from '../../analysis/compare/image-table.ts'
import { reduction } from '../../analysis/compare/image-table.ts'
import { amountCell } from '../amount.ts'
import { displayText } from '../display-name.ts'
import { formatCount } from '../format-number.ts'
import { type MarkdownColumn, type MarkdownRow, markdownTable } from '../markdown-table.ts'
import { markdownCode, markdownText } from '../markdown-text.ts'
import { formatReduction } from './format-reduction.ts'
import { traitCells } from './image-cells.ts'
import { instructionText, stateText } from './layer-rows-text.ts'
import { pullMarkdown } from './pull-markdown.ts'
import type { PullReport } from './pull-text.ts'
import { type ServiceGrid, serviceGrid } from './service-grid.ts'
import { sharingMarkdown } from './sharing-markdown.ts'

/**
 * `layerscope compare … --format markdown`: approaches × services when the names say so (unpacked, and the reduction
 * to the first approach of that service), then one row an image; of two images the aligned layers too, of more what
 * each two share. `pull`: what bringing them to nodes takes, when that was asked for.
 */
export function compareMarkdown(
  table: ImageTable,
  comparison: ImageComparison | null,
  pull: PullReport | null,
): string {
  const grid = serviceGrid(table)
  const tables = [
    ...(grid === null ? [] : [gridMarkdown(grid)]),
    markdownTable(IMAGE_COLUMNS, table.rows.map(imageCells)),
    ...(comparison === null ? sharingMarkdown(table) : [layersMarkdown(comparison)]),
    ...(pull === null ? [] : [pullMarkdown(pull)]),
  ]
  return tables.join('\n')
}

function gridMarkdown({ services, approaches }: ServiceGrid): string {
  const [first] = approaches
  const columns: readonly MarkdownColumn[] = [
    { title: 'Approach', align: 'left' },
    ...services.map((title): MarkdownColumn => ({ title, align: 'right' })),
  ]
  return markdownTable(
    columns,
    approaches.map((row, at) => [
      markdownText(row.approach),
      ...row.images.map((image, service) =>
        markdownText(gridCell(image, at === 0 ? null : (first?.images[service] ?? null))),
      ),
    ]),
  )
}

function gridCell(image: ImageRow | null, first: ImageRow | null): string {
  if (image === null) return ''
  const bytes = image.analysis.unpackedBytes
  const size = amountCell(bytes)
  return first === null
    ? size
    : `${size} (${formatReduction(reduction(first.analysis.unpackedBytes, bytes))})`
}

const IMAGE_COLUMNS: readonly MarkdownColumn[] = [
  { title: 'Image', align: 'left' },
  { title: 'Unpacked', align: 'right' },
  { title: 'vs first', align: 'right' },
  { title: 'Final', align: 'right' },
  { title: 'Transfer', align: 'right' },
  { title: 'Wasted', align: 'right' },
  { title: 'Layers', align: 'right' },
  { title: 'Files', align: 'right' },
  { title: 'Base', align: 'left' },
  { title: 'User', align: 'left' },
  { title: 'Shell', align: 'left' },
  { title: 'Package manager', align: 'left' },
  { title: 'Packages', align: 'left' },
  { title: 'CA certificates', align: 'left' },
  { title: 'Time zones', align: 'left' },
  { title: 'Entrypoint', align: 'left' },
  { title: 'Tools on PATH', align: 'right' },
]

function imageCells(row: ImageRow): MarkdownRow {
  const { unpackedBytes, finalBytes, transferBytes, waste, layers, files } = row.analysis
  const traits = traitCells(row)
  const cells = [
    amountCell(unpackedBytes),
    formatReduction(row.reductionToFirst),
    amountCell(finalBytes),
    amountCell(transferBytes),
    amountCell(waste.bytes),
    String(layers.length),
    files === null ? '?' : formatCount(files),
    traits.base,
    traits.user,
    traits.shell,
    traits.packageManager,
    traits.packages,
    traits.caCertificates,
    traits.timeZones,
    traits.entrypoint,
    row.traits === null ? '?' : formatCount(row.traits.tools.count),
  ]
  return [markdownCode(displayText(row.reference)), ...cells.map(markdownText)]
}

function layersMarkdown({ layers, a, b }: ImageComparison): string {
  const columns: readonly MarkdownColumn[] = [
    { title: 'Layers', align: 'left' },
    { title: 'A', align: 'right' },
    { title: 'B', align: 'right' },
    { title: 'Unpacked A', align: 'right' },
    { title: 'Unpacked B', align: 'right' },
    { title: 'Instruction', align: 'left' },
  ]
  return markdownTable(
    columns,
    layers.map(row => [
      markdownText(stateText(row)),
      markdownText(row.a === null ? '' : String(row.a)),
      markdownText(row.b === null ? '' : String(row.b)),
      markdownText(row.a === null ? '' : amountCell(a.figures[row.a]?.unpackedBytes ?? null)),
      markdownText(row.b === null ? '' : amountCell(b.figures[row.b]?.unpackedBytes ?? null)),
      markdownCode(displayText(instructionText(row))),
    ]),
  )
}
