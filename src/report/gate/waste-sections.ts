import type { Analysis } from '../../analysis/analysis.ts'
import type { WasteItems } from '../../analysis/waste-items.ts'
import { displayName } from '../display-name.ts'
import { formatBytes } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { type Segment, shown, words } from '../line.ts'
import { type GateSection, sectionOf } from './gate-section.ts'
import { layerInstruction } from './layer-instruction.ts'

/** Wasted bytes by the layers that wrote and killed them, most first, each with its largest file. */
export function wasteSections(analysis: Analysis): GateSection[] {
  const groups = [...analysis.waste.items.groupBy(({ layer, by }) => `${layer} ${by}`).values()]
  groups.sort((left, right) => right.bytes - left.bytes)
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

function wasteCells(items: WasteItems, analysis: Analysis): Segment[] {
  const largest = items.at(0)
  return [
    words(formatBytes(items.bytes)),
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
