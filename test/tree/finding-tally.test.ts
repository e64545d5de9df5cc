import { expect, test, vi } from 'vitest'
import { FindingTally, KEPT_PER_KIND } from '../../src/tree/finding-tally.ts'

const told = { severity: 'warning', path: null, message: 'odd', evidence: [] } as const

test('of a million findings of a kind only those that are kept are put into words', () => {
  const tally = new FindingTally(3)
  const tell = vi.fn(() => told)
  for (let at = 0; at < 1_000_000; at++) tally.add('duplicatePath', 2, tell)
  expect(tell).toHaveBeenCalledTimes(KEPT_PER_KIND)
})

test('the rest is one finding that counts them and adds their bytes up', () => {
  const tally = new FindingTally(3)
  for (let at = 0; at < KEPT_PER_KIND + 1200; at++) tally.add('duplicatePath', 2, () => told)
  tally.add('linkLoop', null, () => told)
  const kept = Array.from({ length: KEPT_PER_KIND }, () => ['duplicatePath', 2, 'odd'])
  expect(tally.list().map(({ kind, bytes, message }) => [kind, bytes, message])).toEqual([
    ...kept,
    ['duplicatePath', 2400, '1,200 more of this kind in the same layer.'],
    ['linkLoop', null, 'odd'],
  ])
  expect(tally.list().every(({ layer }) => layer === 3)).toBe(true)
})
