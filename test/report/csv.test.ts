import { expect, test } from 'vitest'
import { type CsvColumn, csvPieces, csvText } from '../../src/report/csv.ts'
import { displayText } from '../../src/report/display-name.ts'

const TEXT: readonly CsvColumn<string>[] = [{ name: 'text', value: csvText }]

function field(text: string): string | undefined {
  return [...csvPieces(TEXT, [text])][1]?.replace(/\r\n$/, '')
}

test('a header line, then a record a line, each ended as RFC 4180 says', () => {
  const columns: readonly CsvColumn<readonly [string, number | null]>[] = [
    { name: 'path', value: ([path]) => displayText(path) },
    { name: 'bytes', value: ([, bytes]) => bytes },
    { name: 'known', value: ([, bytes]) => bytes !== null },
  ]
  const text = [
    ...csvPieces(columns, [
      ['/a', 5_000_000_000],
      ['/b', null],
    ]),
  ].join('')
  expect(text).toBe('path,bytes,known\r\n/a,5000000000,true\r\n/b,,false\r\n')
})

// biome-ignore format: a table
test.each([
  ['plain text',             'RUN make',           'RUN make'],
  ['a comma',                'a,b',                '"a,b"'],
  ['a quotation mark',       'say "hi"',           '"say ""hi"""'],
  ['a line break',           'a\nb',               'a\\nb'],
  ['an escape sequence',     '\u001b[31m',         '\\x1b[31m'],
  ['spaces at an end',       ' a',                 '" a"'],
  ['a formula',              '=1+1',               "'=1+1"],
  ['a formula with a comma', '=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ['other formulas',         '@SUM(A1)',           "'@SUM(A1)"],
  ['a full-width one',       '＝1',                "'＝1"],
  ['one behind spaces',      ' =1',                "' =1"],
])('%s in a field', (_what, text, expected) => {
  expect(field(text)).toBe(expected)
})

test('figures stay numbers, the negative ones too', () => {
  const columns: readonly CsvColumn<number>[] = [{ name: 'delta', value: bytes => bytes }]
  expect([...csvPieces(columns, [-1])]).toEqual(['delta\r\n', '-1\r\n'])
})
