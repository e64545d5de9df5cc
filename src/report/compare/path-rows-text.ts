import type { ImageComparison } from '../../analysis/compare/image-comparison.ts'
import {
  bytesInA,
  bytesInB,
  bytesMore,
  differingBeneath,
  differsAt,
  differsInTimeOnly,
  isDirectoryRow,
  type MergedTree,
  partnerOf,
  rowPath,
  rowsOfState,
  stateOfRow,
} from '../../tree/merged-tree.ts'
import { amountCell, countOf } from '../amount.ts'
import { displayName } from '../display-name.ts'
import { formatBytes, formatBytesDifference } from '../format-bytes.ts'
import { formatCount } from '../format-number.ts'
import { EMPTY_LINE, type Line, shown, type Tone, words } from '../line.ts'
import { type Cell, type Column, tableLines } from '../text-table.ts'
import { largestDifferences } from './largest-differences.ts'

/** How the final trees differ: counts and bytes, what moved and what changed, and where most bytes went. */
export function pathLines(comparison: ImageComparison, width: number | null): Line[] {
  const { paths } = comparison
  return [
    ...countLines(paths),
    ...equationLines(comparison),
    ...movedLines(paths, width),
    ...modifiedLines(paths, width),
    ...differenceLines(paths, width),
  ]
}

function countLines({ totals: { counts } }: MergedTree): Line[] {
  const { added, removed, modified, timesOnly, moved, same } = counts
  const onlyTimes = timesOnly === 0 ? '' : ` (${formatCount(timesOnly)} in time only)`
  return [
    [
      words('Paths  ', 'heading'),
      words(`${formatCount(added)} added`, 'added'),
      words(', '),
      words(`${formatCount(removed)} removed`, 'removed'),
      words(', '),
      words(`${formatCount(modified)} modified${onlyTimes}`, 'modified'),
      words(`, ${formatCount(moved)} moved, ${formatCount(same)} the same`),
    ],
  ]
}

/** The law of semantics §7, in figures. */
function equationLines({ paths: { totals }, complete }: ImageComparison): Line[] {
  const parts = [
    formatBytes(totals.a),
    ...(totals.removed === 0 ? [] : [`${MINUS} ${formatBytes(totals.removed)} removed`]),
    ...(totals.shrunk === 0 ? [] : [`${MINUS} ${formatBytes(totals.shrunk)} shrunk`]),
    ...(totals.added === 0 ? [] : [`+ ${formatBytes(totals.added)} added`]),
    ...(totals.grown === 0 ? [] : [`+ ${formatBytes(totals.grown)} grown`]),
  ]
  const of = complete ? '' : ', of the layers that could be read'
  return [[words(`       ${parts.join(' ')} = ${formatBytes(totals.b)}${of}`)]]
}

const MINUS = '\u2212'

/** How many rows a list of the text has; JSON has all. */
const MOST = 20

function movedLines(tree: MergedTree, width: number | null): Line[] {
  const rows = rowsOfState(tree, 'moved').sort((left, right) => bytesInA(tree, right) - bytesInA(tree, left))
  const cells = rows.slice(0, MOST).map((row): Cell[] => {
    const to = partnerOf(tree, row)
    return [
      words(formatBytes(bytesInA(tree, row))),
      [shown(displayName(rowPath(tree, row))), words(' → '), shown(displayName(rowPath(tree, to ?? row)))],
    ]
  })
  return titled(['Bytes', 'Moved'], cells, rows.length, width)
}

function modifiedLines(tree: MergedTree, width: number | null): Line[] {
  const rows = rowsOfState(tree, 'modified').filter(row => !differsInTimeOnly(tree, row))
  rows.sort((left, right) => Math.abs(bytesMore(tree, right)) - Math.abs(bytesMore(tree, left)))
  const cells = rows
    .slice(0, MOST)
    .map((row): Cell[] => [
      words(isDirectoryRow(tree, row) ? '' : formatBytesDifference(bytesMore(tree, row))),
      words(differsAt(tree, row).join(', ')),
      shown(displayName(rowPath(tree, row)), 'modified'),
    ])
  return titled(['Difference', 'Differs', 'Modified'], cells, rows.length, width)
}

function differenceLines(tree: MergedTree, width: number | null): Line[] {
  const told = largestDifferences(tree, MOST).filter(row => {
    const state = stateOfRow(tree, row)
    const isListed = state === 'moved' || (state === 'modified' && !differsInTimeOnly(tree, row))
    return !isListed
  })
  return titled(
    ['A', 'B', 'Difference', 'Paths', 'Where'],
    told.slice(0, MOST).map(row => differenceCells(tree, row)),
    told.length,
    width,
  )
}

function differenceCells(tree: MergedTree, row: number): Cell[] {
  const more = bytesMore(tree, row)
  const own = stateOfRow(tree, row) === 'same' ? 0 : 1
  const tone: Tone = more > 0 ? 'added' : more < 0 ? 'removed' : 'plain'
  const slash = isDirectoryRow(tree, row) ? '/' : ''
  return [
    words(amountCell(bytesInA(tree, row))),
    words(amountCell(bytesInB(tree, row))),
    words(formatBytesDifference(more), tone),
    words(formatCount(differingBeneath(tree, row) + own)),
    [shown(displayName(rowPath(tree, row))), words(slash)],
  ]
}

function titled(
  titles: readonly string[],
  rows: readonly Cell[][],
  all: number,
  width: number | null,
): Line[] {
  if (rows.length === 0) return []
  const columns = titles.map(
    (title, at): Column =>
      at === titles.length - 1
        ? { title, align: 'left', cut: 'middle' }
        : { title, align: title === 'Differs' ? 'left' : 'right' },
  )
  const rest = all - rows.length
  return [
    EMPTY_LINE,
    ...tableLines(columns, rows, width),
    ...(rest === 0 ? [] : [[words(`and ${countOf(rest, 'more', 'more')}: --json lists all`, 'faint')]]),
  ]
}
