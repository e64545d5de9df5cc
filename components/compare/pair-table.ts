import { displayText } from '../../src/report/display-name.ts'
import { padEnd } from '../../src/report/fit-text.ts'
import { wrapText } from '../../src/report/wrap-text.ts'
import type { RowContent } from '../text/pane-rows.ts'
import { label } from '../text/segment.ts'

/** One property of two things: what it is called, and its value in A and in B; `null` where there is none. */
export type PairField = readonly [name: string, a: string | null, b: string | null]

/** Fields under each other, A and B beside each other; what differs stands out. Fields neither has are left out. */
export function pairTable(fields: readonly PairField[], width: number): RowContent[] {
  const names = Math.min(14, Math.max(8, ...fields.map(([name]) => name.length + 1)))
  const column = Math.max(6, Math.floor((width - names - 1 - GAP) / 2))
  return fields
    .filter(([, a, b]) => a !== null || b !== null)
    .flatMap(field => fieldRows(field, names, column))
}

const GAP = 2

function fieldRows([name, a, b]: PairField, names: number, column: number): RowContent[] {
  const [left, right] = [a, b].map(value => wrapText(displayText(value ?? NONE), column))
  const style = a === b ? 'dim' : 'plain'
  const count = Math.max(left?.length ?? 0, right?.length ?? 0)
  return Array.from({ length: count }, (_, at) => ({
    segments: [
      label(` ${(at === 0 ? name : '').padEnd(names)}`, a === b ? 'dim' : 'heading'),
      { text: padEnd(left?.[at] ?? displayText(''), column + GAP), style },
      { text: right?.[at] ?? displayText(''), style },
    ],
  }))
}

const NONE = '-'
