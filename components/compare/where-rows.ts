import { largestDifferences } from '../../src/report/compare/largest-differences.ts'
import { displayName } from '../../src/report/display-name.ts'
import { cutMiddle, padStart } from '../../src/report/fit-text.ts'
import { formatBytesDifference } from '../../src/report/format-bytes.ts'
import { formatCount } from '../../src/report/format-number.ts'
import {
  bytesMore,
  differingBeneath,
  isDirectoryRow,
  type MergedTree,
  rowPath,
  stateOfRow,
} from '../../src/tree/merged-tree.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'

/** Into how many places the difference is taken apart, and how many of them are named: as many as a glance takes in. */
const PLACES = 20
const NAMED = 8

/** Where beneath a directory most bytes came or went, however deep; nothing of one whose every byte is where it was. */
export function whereRows(tree: MergedTree, directory: number, width: number): RowContent[] {
  return largestDifferences(tree, PLACES, directory)
    .filter(row => stateOfRow(tree, row) !== 'moved')
    .slice(0, NAMED)
    .map(row => {
      const more = bytesMore(tree, row)
      const slash = isDirectoryRow(tree, row) ? '/' : ''
      const start = `${padStart(formatBytesDifference(more), BYTES)}  `
      const end = slash === '' ? '' : `/  ${formatCount(differingBeneath(tree, row))} paths`
      const room = Math.max(8, width - start.length - end.length - 1)
      return {
        segments: [
          label(start, more > 0 ? 'added' : 'removed'),
          { text: cutMiddle(displayName(rowPath(tree, row)), room, '…') },
          label(end, 'dim'),
        ],
      }
    })
}

const BYTES = 11
