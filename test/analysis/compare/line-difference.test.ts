import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Hunk, lineDifference } from '../../../src/analysis/compare/line-difference.ts'

// biome-ignore format: one case per line
test.each([
  ['equal texts',            'a b c',               'a b c',               []],
  ['a line added',           'a b',                 'a b c',               ['@1,1  a  b +c']],
  ['a line removed',         'a b c',               'a c',                 ['@1,1  a -b  c']],
  ['a line changed',         'a b c',               'a x c',               ['@1,1  a -b +x  c']],
  ['something from nothing', '',                    'a b',                 ['@1,1 +a +b']],
  ['nothing of something',   'a b',                 '',                    ['@1,1 -a -b']],
  ['three lines around it',  '1 2 3 4 5 6 7 8 9',   '1 2 3 4 x 6 7 8 9',   ['@2,2  2  3  4 -5 +x  6  7  8']],
  ['near ones share a hunk', 'a 2 3 4 5 6 7 h',     'b 2 3 4 5 6 7 i',     ['@1,1 -a +b  2  3  4  5  6  7 -h +i']],
  ['far ones do not',        'a 2 3 4 5 6 7 8 i',   'b 2 3 4 5 6 7 8 j',   ['@1,1 -a +b  2  3  4', '@6,6  6  7  8 -i +j']],
  ['later ones are counted', 'x 2 3 4 5 6 7 8 9 i', '2 3 4 5 6 7 8 9 j',   ['@1,1 -x  2  3  4', '@7,6  7  8  9 -i +j']],
])('%s', (_, a, b, hunks) => {
  expect(lineDifference(words(a), words(b)).map(draw)).toEqual(hunks)
})

test('what is removed and added makes B of A, with no edit more than there must be', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const hunks = lineDifference(a, b)
      expect(applied(a, hunks)).toEqual(b)
      const edits = hunks.flatMap(({ lines }) => lines).filter(({ kind }) => kind !== 'same')
      expect(edits.length).toBe(a.length + b.length - 2 * longestCommon(a, b))
    }),
  )
})

test('texts that have nothing in common are one hunk, however long', () => {
  const a = Array.from({ length: 20_000 }, (_, at) => `a${at}`)
  const b = Array.from({ length: 20_000 }, (_, at) => `b${at}`)
  expect(lineDifference(a, b).map(({ lines }) => lines.length)).toEqual([40_000])
})

function words(text: string): string[] {
  return text === '' ? [] : text.split(' ')
}

function draw({ startA, startB, lines }: Hunk<string>): string {
  const marks = { same: ' ', removed: '-', added: '+' }
  return [`@${startA + 1},${startB + 1}`, ...lines.map(({ kind, line }) => `${marks[kind]}${line}`)].join(' ')
}

function applied(a: readonly string[], hunks: readonly Hunk<string>[]): string[] {
  const b: string[] = []
  let next = 0
  for (const { startA, startB, lines } of hunks) {
    b.push(...a.slice(next, startA))
    expect(b.length).toBe(startB)
    next = startA
    for (const { kind, line } of lines) {
      if (kind !== 'added') expect(a[next++]).toBe(line)
      if (kind !== 'removed') b.push(line)
    }
  }
  return [...b, ...a.slice(next)]
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const [first, ...restA] = a
  if (first === undefined || b.length === 0) return 0
  const at = b.indexOf(first)
  const without = longestCommon(restA, b)
  return at < 0 ? without : Math.max(without, 1 + longestCommon(restA, b.slice(at + 1)))
}
