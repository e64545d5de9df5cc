import type { LayerRow, LayerState } from '../../src/analysis/compare/image-comparison.ts'
import { explain } from '../../src/errors.ts'
import { formatBytes } from '../../src/report/format-bytes.ts'
import { formatCount } from '../../src/report/format-number.ts'
import { type LayersKnown, layerBytes } from '../explore/layers-rows.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import type { BothLayers } from './layer-pair-rows.ts'
import { pairTable } from './pair-table.ts'

/** All lines about one row of the aligned layers: what its state means, instruction and figures of both sides. */
export function layerPairDetail(
  row: LayerRow,
  both: BothLayers,
  chosen: boolean,
  width: number,
): RowContent[] {
  const [a, b] = [factsOf(row.a, both.a), factsOf(row.b, both.b)]
  const names = [
    'layer',
    'made by',
    'unpacked',
    'transfer',
    'files',
    'wasted',
    'created',
    'fault',
    'diffId',
    'digest',
  ] as const
  return [
    ...(both.a === undefined || both.b === undefined
      ? []
      : paragraph(meaningOf(row, chosen), 'strong', width)),
    ...pairTable(
      names.map(name => [name, a[name] ?? null, b[name] ?? null] as const),
      width,
    ),
  ]
}

const MEANINGS = {
  shared: 'Shared: the same layer, stored and pulled once for both.',
  recompressed: 'Recompressed: the same content under another digest, pulled again for nothing.',
  sameFiles: 'Same files: rebuilt, only times differ; yet it is another layer to push and pull.',
  changed: 'Changed: the same instruction made other files.',
  onlyA: 'Only A has such a layer.',
  onlyB: 'Only B has such a layer.',
} as const satisfies Record<LayerState, string>

function meaningOf(row: LayerRow, chosen: boolean): string {
  if (row.state === 'changed' && chosen) return 'Two layers, chosen to be compared: they write other files.'
  if (row.state === 'shared' && row.compressionUnknown)
    return `${MEANINGS.shared} How it is compressed is not known on both sides.`
  if (row.state === 'changed' && !row.filesKnown)
    return 'The same instruction; whether the files differ is not known, as not both layers are read.'
  return MEANINGS[row.state]
}

type LayerFacts = Partial<Record<string, string | null>>

function factsOf(index: number | null, known: LayersKnown | undefined): LayerFacts {
  if (index === null || known === undefined) return {}
  const { documents, analysis } = known
  const figures = analysis?.figures[index]
  const descriptor = documents.layers[index]
  const step = descriptor?.step == null ? undefined : documents.steps[descriptor.step]
  const layer = known.layers(index)
  const bytes = layerBytes(known, index)
  const wasted = figures?.wastedBytes ?? 0
  return {
    layer: String(index),
    'made by': step?.instruction ?? '(no history)',
    unpacked: bytes === null ? null : formatBytes(bytes),
    transfer: figures?.transferBytes == null ? null : formatBytes(figures.transferBytes),
    files:
      figures?.added == null
        ? null
        : `${formatCount(figures.added)} added, ${formatCount(figures.modified ?? 0)} modified, ${formatCount(figures.removed ?? 0)} removed`,
    wasted: wasted === 0 ? null : formatBytes(wasted),
    created: step?.created ?? null,
    fault: layer?.kind === 'unreadable' ? explain(layer.fault) : null,
    diffId: layer?.diffId ?? descriptor?.diffId ?? null,
    digest: layer?.digest ?? descriptor?.digest ?? null,
  }
}
