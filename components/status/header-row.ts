import type { ImageDocuments } from '../../src/image/image.ts'
import { formatPlatform } from '../../src/image/platform.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatPercent } from '../../src/report/format-number.ts'
import { documentsOf } from '../../src/store/selectors/step-rows.ts'
import type { ImageState } from '../../src/store/state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label, type Segment } from '../text/segment.ts'

/** ` api-service:naive   linux/amd64   1.14 GB unpacked   12 steps, 8 layers   wasted 168 MB (15 %)` */
export function headerRow(reference: string, image: ImageState | undefined): RowContent {
  const documents = documentsOf(image)
  const parts = [
    label(` ${reference}`, 'title'),
    ...(documents === undefined ? [] : [label(formatPlatform(documents.platform)), ...countParts(documents)]),
    ...(image?.kind === 'ready' ? sizeParts(image.analysis) : []),
  ]
  return { segments: parts.flatMap((part, at) => (at === 0 ? [part] : [label('   '), part])) }
}

function countParts({ steps, layers }: ImageDocuments): Segment[] {
  return [
    label(
      `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}`,
    ),
  ]
}

type Analysis = Extract<ImageState, { kind: 'ready' }>['analysis']

function sizeParts({ unpackedBytes, waste, complete }: Analysis): Segment[] {
  return [
    ...(unpackedBytes === null ? [] : [label(`${formatBytes(unpackedBytes)} unpacked`, 'strong')]),
    ...(complete ? [] : [label('not everything could be read', 'error')]),
    ...wastePart(waste.bytes, waste.ratio),
  ]
}

function wastePart(bytes: number | null, ratio: number | null): Segment[] {
  if (bytes === null || ratio === null) return []
  return [
    bytes === 0
      ? label('nothing wasted', 'good')
      : label(`wasted ${formatBytes(bytes)} (${formatPercent(ratio)})`, 'wasted'),
  ]
}
