import { lineDifference } from '../../analysis/compare/line-difference.ts'
import type { Tone } from '../line.ts'

export interface DiffLine {
  readonly text: string
  readonly tone: Tone
}

/** Two texts as `diff -u` prints them, ready for `patch`. Nothing where they are equal. */
export function unifiedDiff(path: string, before: readonly string[], after: readonly string[]): DiffLine[] {
  const hunks = lineDifference(withoutLastEmpty(before), withoutLastEmpty(after))
  if (hunks.length === 0) return []
  return [
    { text: `--- ${path}`, tone: 'removed' },
    { text: `+++ ${path}`, tone: 'added' },
    ...hunks.flatMap(({ startA, startB, lines }) => [
      {
        text: `@@ -${range(startA, lines, 'added')} +${range(startB, lines, 'removed')} @@`,
        tone: 'faint',
      } as const,
      ...lines.map(({ kind, line }) => ({ text: `${MARKS[kind].mark}${line}`, tone: MARKS[kind].tone })),
    ]),
  ]
}

const MARKS = {
  same: { mark: ' ', tone: 'plain' },
  removed: { mark: '-', tone: 'removed' },
  added: { mark: '+', tone: 'added' },
} as const

function range(start: number, lines: readonly { kind: string }[], other: string): string {
  return `${start + 1},${lines.filter(({ kind }) => kind !== other).length}`
}

/** A text that ends with a line end has one line less than pieces. */
function withoutLastEmpty(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}
