import type { Analysis } from '../../src/analysis/analysis.ts'
import { baseFigures } from '../../src/analysis/base/base-figures.ts'
import type { ImageDocuments } from '../../src/image/image.ts'
import { formatPlatform } from '../../src/image/platform.ts'
import { shownBase } from '../../src/report/base-text.ts'
import { displayText } from '../../src/report/display-name.ts'
import { cutMiddle } from '../../src/report/fit-text.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatPercent } from '../../src/report/format-number.ts'
import { textWidth } from '../../src/report/text-width.ts'
import { documentsOf } from '../../src/store/selectors/step-rows.ts'
import type { ImageState } from '../../src/store/state.ts'
import { segmentsWidth } from '../text/fit-segments.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'

/**
 * ` api-service:naive   linux/amd64   1.14 GB unpacked   12 steps, 8 layers   wasted 168 MB (15 %)`
 *
 * Where there is no room for all of it, the platform goes, then the counts, then the middle of a long name: sizes are
 * what people came for.
 */
export function headerRow(
  reference: string,
  image: ImageState | undefined,
  width: number,
  ellipsis: string,
): RowContent {
  const name = displayText(reference)
  const parts = chosenParts(partsOf(image), width - Math.min(textWidth(name), NAME) - 1)
  const room = width - 1 - segmentsWidth(parts)
  const shown = cutMiddle(name, Math.max(room, 1), ellipsis)
  return { segments: [label(' '), { text: shown, style: 'title' }, ...parts] }
}

/** Columns of a long name that are worth more than platform and counts. */
const NAME = 32

interface Part {
  readonly segment: Segment
  /** The lowest one gives way first. */
  readonly worth: number
}

function chosenParts(parts: readonly Part[], room: number): Segment[] {
  const segments = parts.flatMap(({ segment }) => [label('   '), segment])
  if (segmentsWidth(segments) <= room || parts.length === 0) return segments
  const least = Math.min(...parts.map(({ worth }) => worth))
  return chosenParts(
    parts.filter(({ worth }) => worth > least),
    room,
  )
}

function partsOf(image: ImageState | undefined): Part[] {
  const documents = documentsOf(image)
  if (documents === undefined) return []
  const analysis = image?.kind === 'ready' ? image.analysis : undefined
  const unpacked = analysis?.unpackedBytes ?? null
  return [
    { segment: label(formatPlatform(documents.platform)), worth: 1 },
    ...(unpacked === null
      ? []
      : [{ segment: label(`${formatBytes(unpacked)} unpacked`, 'strong'), worth: 3 }]),
    ...basePart(analysis),
    { segment: label(countText(documents)), worth: 2 },
    ...(analysis === undefined || analysis.complete
      ? []
      : [{ segment: label('not everything could be read', 'error'), worth: 5 }]),
    ...(analysis === undefined ? [] : wastePart(analysis.waste.bytes, analysis.waste.ratio)),
  ]
}

/** How much of it is the base's; the rest is this image's own. */
function basePart(analysis: Analysis | undefined): Part[] {
  const base = analysis === undefined ? null : shownBase(analysis)
  const bytes = analysis === undefined ? null : (baseFigures(analysis)?.base.unpackedBytes ?? null)
  if (base === null || bytes === null) return []
  const likely = base.certainty === 'likely' ? 'likely ' : ''
  return [{ segment: label(`${formatBytes(bytes)} ${likely}base`, 'base'), worth: 1.5 }]
}

function countText({ steps, layers }: ImageDocuments): string {
  return `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}`
}

function wastePart(bytes: number | null, ratio: number | null): Part[] {
  if (bytes === null || ratio === null) return []
  const segment =
    bytes === 0
      ? label('nothing wasted', 'good')
      : label(`wasted ${formatBytes(bytes)} (${formatPercent(ratio)})`, 'wasted')
  return [{ segment, worth: 4 }]
}
