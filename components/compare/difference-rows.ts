import type { Hunk, HunkLine } from '../../src/analysis/compare/line-difference.ts'
import { explain } from '../../src/errors.ts'
import { type ByteString, byteString } from '../../src/image/byte-string.ts'
import { displayName } from '../../src/report/display-name.ts'
import type { ContentDifference } from '../../src/store/compare-state.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { paragraph } from '../text/paragraph.ts'
import { label } from '../text/segment.ts'
import type { StyleName } from '../theme.ts'
import { pairTable } from './pair-table.ts'

/** How the contents of a file differ: line by line where it is text, as `diff -u` prints it. */
export function differenceRows(difference: ContentDifference | null, width: number): RowContent[] {
  if (difference === null) return paragraph('Enter shows the lines that differ.', 'dim', width)
  switch (difference.kind) {
    case 'reading':
      return paragraph('Reading the file on both sides.', 'dim', width)
    case 'binary':
      return [
        ...paragraph('No text: its lines cannot be compared.', 'dim', width),
        ...pairTable([['kind', difference.a, difference.b]], width),
      ]
    case 'failed':
      return paragraph(`Its content cannot be compared: ${explain(difference.fault)}`, 'warning', width)
    case 'text':
      return [
        ...difference.hunks.flatMap(hunkRows),
        ...(difference.complete
          ? []
          : paragraph('Only the beginning was compared: the file is long.', 'warning', width)),
      ]
    default:
      return difference satisfies never
  }
}

function hunkRows({ startA, startB, lines }: Hunk<ByteString>): RowContent[] {
  const [a, b] = [
    lines.filter(({ kind }) => kind !== 'added'),
    lines.filter(({ kind }) => kind !== 'removed'),
  ]
  const range = (start: number, count: number) => `${count === 0 ? start : start + 1},${count}`
  const heading = ` @@ -${range(startA, a.length)} +${range(startB, b.length)} @@`
  return [{ segments: [label(heading, 'heading')] }, ...lines.map(lineRow)]
}

const MARKS = {
  same: [' ', 'plain'],
  removed: ['-', 'removed'],
  added: ['+', 'added'],
} as const satisfies Record<HunkLine<ByteString>['kind'], readonly [string, StyleName]>

function lineRow({ kind, line }: HunkLine<ByteString>): RowContent {
  const [mark, style] = MARKS[kind]
  const text = displayName(byteString(line.replaceAll('\t', '    ').replace(/\r$/, '')))
  return { segments: [label(` ${mark}`, style), { text, style }] }
}
