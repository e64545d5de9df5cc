import type { Change, Difference } from './change.ts'

/** Changes by their code in a column. */
export const CHANGES = ['unchanged', 'added', 'modified', 'removed'] as const satisfies readonly Change[]

export const UNCHANGED = 0
export const ADDED = 1
export const MODIFIED = 2
export const REMOVED = 3

/** Differences in the order they are told; bit i of a mask stands for the i-th. */
export const DIFFERENCES = [
  'content',
  'mode',
  'owner',
  'xattrs',
  'linkTarget',
  'device',
  'type',
  'mtime',
] as const satisfies readonly Difference[]

export function differenceBit(difference: Difference): number {
  return 1 << DIFFERENCES.indexOf(difference)
}

/** The differences of a mask, in the order they are told. The same list for the same mask: a million paths ask. */
export function differencesOf(mask: number): readonly Difference[] {
  const known = LISTS[mask]
  if (known !== undefined) return known
  const list = DIFFERENCES.filter((_, bit) => (mask & (1 << bit)) !== 0)
  LISTS[mask] = list
  return list
}

const LISTS: (readonly Difference[] | undefined)[] = []

export function changeOfCode(code: number): Change {
  return CHANGES[code] ?? 'unchanged'
}
