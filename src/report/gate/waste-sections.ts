import type { Analysis, WasteItem } from '../../analysis/analysis.ts'
import { displayName } from '../display-name.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { type Segment, shown, words } from '../line.ts'
import { type GateSection, sectionOf } from './gate-section.ts'
import { layerInstruction } from './layer-instruction.ts'

/** Wasted bytes by the layers that wrote and killed them, most first, each with its largest file. */
export function wasteSections(analysis: Analysis): GateSection[] {
  const groups = [...Map.groupBy(analysis.waste.items, ({ layer, by }) => `${layer} ${by}`).values()]
  groups.sort((left, right) => bytesOf(right) - bytesOf(left))
  return sectionOf(
    'Wasted bytes',
    [
      { title: 'Bytes', align: 'right' },
      { title: 'Files', align: 'right' },
      { title: 'Written by', align: 'left', isQuoted: true },
      { title: 'Killed by', align: 'left', isQuoted: true },
      { title: 'Largest file', align: 'left', isQuoted: true },
    ],
    groups.map(items => wasteCells(items, analysis)),
  )
}

function wasteCells(items: readonly WasteItem[], analysis: Analysis): Segment[] {
  const [largest] = items // items are in this order
  return [
    words(formatBytes(bytesOf(items))),
    words(formatCount(items.length)),
    layerCell(analysis, largest?.layer ?? 0),
    layerCell(analysis, largest?.by ?? 0),
    largest === undefined ? words('') : shown(displayName(largest.path)),
  ]
}

function layerCell(analysis: Analysis, layer: number): Segment {
  return words(`${layer} ${shortened(layerInstruction(analysis, layer).text)}`)
}

/** Two instructions stand side by side. */
function shortened(instruction: string): string {
  return instruction.length <= 40 ? instruction : `${instruction.slice(0, 39)}…`
}

function bytesOf(items: readonly WasteItem[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0)
}
