import type { LayerFigures } from '../../analysis/analysis.ts'
import type { ImageComparison, LayerRow } from '../../analysis/compare/image-comparison.ts'
import type { GateReport } from '../../analysis/gate/gate.ts'
import type { GrowthRuleName } from '../../analysis/gate/rule.ts'
import { bytesInA, bytesMore, type MergedTree, rowPath, stateOfRow } from '../../tree/merged-tree.ts'
import { largestDifferences } from '../compare/largest-differences.ts'
import { displayName } from '../display-name.ts'
import { formatBytes, formatBytesDifference } from '../format-bytes.ts'
import { type Segment, shown, words } from '../line.ts'
import { type GateSection, sectionOf } from './gate-section.ts'
import { layerInstruction } from './layer-instruction.ts'

/** What grew against the baseline: the layers, and the paths a container sees. */
export function growthSections({ comparison, baseline }: GateReport, name: GrowthRuleName): GateSection[] {
  if (comparison === null) return []
  const against = `against ${baseline?.reference ?? 'the baseline'}`
  const isTransfer = name === 'max-transfer-growth'
  return [
    ...layerSections(
      comparison,
      isTransfer ? `Layers that grew as pulled, ${against}` : `Layers that grew, ${against}`,
      isTransfer,
    ),
    ...pathSections(comparison.paths, `What grew for a container, ${against}`),
  ]
}

function layerSections(comparison: ImageComparison, title: string, isTransfer: boolean): GateSection[] {
  const weigh = (row: LayerRow) => weightOf(comparison, row, isTransfer)
  const grown = comparison.layers.filter(row => weigh(row).more > 0)
  grown.sort((left, right) => weigh(right).more - weigh(left).more)
  return sectionOf(
    title,
    [
      { title: 'Layer', align: 'right' },
      { title: 'More', align: 'right' },
      { title: 'Was', align: 'right' },
      { title: 'Is', align: 'right' },
      { title: 'Instruction', align: 'left', isQuoted: true },
    ],
    grown.map((row): Segment[] => {
      const { before, after, more } = weigh(row)
      return [
        words(row.b === null ? '' : String(row.b)),
        words(formatBytesDifference(more), 'added'),
        words(row.a === null ? 'new' : formatBytes(before)),
        words(formatBytes(after)),
        row.b === null ? words('') : layerInstruction(comparison.b, row.b),
      ]
    }),
  )
}

function weightOf({ a, b }: ImageComparison, row: LayerRow, isTransfer: boolean) {
  const bytes = (figures: LayerFigures | undefined) =>
    (isTransfer ? figures?.transferBytes : figures?.unpackedBytes) ?? 0
  const before = row.a === null ? 0 : bytes(a.figures[row.a])
  const after = row.b === null ? 0 : bytes(b.figures[row.b])
  return { before, after, more: after - before }
}

/** Directories stand for what is in them, as far as that says more than the files would. */
function pathSections(tree: MergedTree, title: string): GateSection[] {
  const rows = largestDifferences(tree, MOST_PATHS).filter(row => bytesMore(tree, row) > 0)
  return sectionOf(
    title,
    [
      { title: 'More', align: 'right' },
      { title: 'Was', align: 'right' },
      { title: 'Path', align: 'left', isQuoted: true },
    ],
    rows.map((row): Segment[] => [
      words(formatBytesDifference(bytesMore(tree, row)), 'added'),
      words(stateOfRow(tree, row) === 'added' ? 'new' : formatBytes(bytesInA(tree, row))),
      shown(displayName(rowPath(tree, row))),
    ]),
  )
}

/** Those that shrank are among them, and are not told. */
const MOST_PATHS = 16
