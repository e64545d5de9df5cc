import type { Analysis } from '../../src/analysis/analysis.ts'
import { baseFigures } from '../../src/analysis/base/base-figures.ts'
import type { BaseImage } from '../../src/analysis/base/base-image.ts'
import { baseSentence } from '../../src/report/base-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'

/** All lines about a folded base: what it is and how that is known, what it weighs, what of it is wasted. */
export function baseRows(base: BaseImage, analysis: Analysis, width: number): RowContent[] {
  const parts = baseFigures(analysis)
  const killed = analysis.waste.withoutBase?.baseBytesKilled ?? 0
  return [
    ...paragraph(`Base image: ${baseSentence(base)}`, 'strong', width),
    ...(parts === null
      ? []
      : paragraph(sizes(parts.base.unpackedBytes, parts.above.unpackedBytes), 'plain', width)),
    ...(parts === null ? [] : wasteLines(parts.base.wastedBytes, killed, width)),
    ...paragraph('Enter or b opens its layers.', 'dim', width),
  ]
}

function sizes(base: number | null, above: number | null): string {
  const own = above === null ? '' : `; ${formatBytes(above)} above it`
  return base === null ? 'Its size is unknown.' : `${formatBytes(base)} unpacked${own}.`
}

function wasteLines(bytes: number | null, killed: number, width: number): RowContent[] {
  if (bytes === null || bytes === 0) return []
  return paragraph(
    `${formatBytes(bytes)} of it wasted, ${formatBytes(killed)} of that by the layers above.`,
    'wasted',
    width,
  )
}
