import type { Analysis, LayerFigures } from '../../analysis/analysis.ts'
import type { BytesRuleName } from '../../analysis/gate/rule.ts'
import { formatBytes } from '../format-bytes.ts'
import { type Segment, words } from '../line.ts'
import { type GateSection, sectionOf } from './gate-section.ts'
import { layerInstruction } from './layer-instruction.ts'

/** The layers that weigh most in what a rule limits. */
export function layersSections(name: Exclude<BytesRuleName, 'max-waste'>, analysis: Analysis): GateSection[] {
  const figure = FIGURES[name]
  const weighty = analysis.figures
    .filter(layer => (figure(layer) ?? 0) > 0)
    .sort((left, right) => (figure(right) ?? 0) - (figure(left) ?? 0))
  return sectionOf(
    TITLES[name],
    [
      { title: 'Layer', align: 'right' },
      { title: 'Bytes', align: 'right' },
      { title: 'Instruction', align: 'left', isQuoted: true },
    ],
    weighty.map((layer): Segment[] => [
      words(String(layer.index)),
      words(formatBytes(figure(layer) ?? 0)),
      layerInstruction(analysis, layer.index),
    ]),
  )
}

const FIGURES: Readonly<Record<Exclude<BytesRuleName, 'max-waste'>, (layer: LayerFigures) => number | null>> =
  {
    'max-unpacked': ({ unpackedBytes }) => unpackedBytes,
    'max-final': ({ contributionBytes }) => contributionBytes,
    'max-transfer': ({ transferBytes }) => transferBytes,
    'max-layer': ({ unpackedBytes }) => unpackedBytes,
  }

const TITLES = {
  'max-unpacked': 'Largest layers',
  'max-final': 'Layers that add most to what a container sees',
  'max-transfer': 'Largest layers as pulled',
  'max-layer': 'Largest layers',
} as const satisfies Record<Exclude<BytesRuleName, 'max-waste'>, string>
