import { expect, test } from 'vitest'
import { lineText, lineWidth, words } from '../../src/report/line.ts'
import { cutLine, tableLines } from '../../src/report/text-table.ts'

const COLUMNS = [
  { title: 'Bytes', align: 'right' },
  { title: 'Path', align: 'left' },
] as const

function draw(rows: string[][], width: number | null = null): string[] {
  return tableLines(
    COLUMNS,
    rows.map(row => row.map(cell => words(cell))),
    width,
  ).map(lineText)
}

test('columns are as wide as their widest cell, numbers to the right', () => {
  expect(
    draw([
      ['1 B', '/a'],
      ['123 kB', '/b'],
    ]),
  ).toEqual([' Bytes  Path', '   1 B  /a', '123 kB  /b'])
})

test('wide characters count as two columns', () => {
  expect(
    draw([
      ['日本', '/a'],
      ['1', '/b'],
    ]),
  ).toEqual(['Bytes  Path', ' 日本  /a', '    1  /b'])
})

test('the last column is cut at the width, the others never', () => {
  expect(draw([['1 B', '/usr/lib/libc.so']], 14)).toEqual(['Bytes  Path', '  1 B  /usr/l…'])
  expect(draw([['1 B', '/usr/lib/libc.so']], 3)[1]).toMatch(/^ {2}1 B/)
})

test('a path is cut in its middle', () => {
  const columns = [{ title: '', align: 'left', cut: 'middle' }] as const
  expect(tableLines(columns, [[words('/usr/lib/x86/libc.so')]], 15).map(lineText)).toEqual([
    '/usr/li…libc.so',
  ])
})

test('no line ends in spaces', () => {
  const lines = tableLines(COLUMNS, [[words('1'), words('  ')]], null)
  expect(lines.map(line => line.map(segment => segment.text).join(''))).toEqual(['Bytes  Path', '    1'])
})

test('a line of several pieces is cut in the piece that passes the width', () => {
  const line = [words('12345'), words('67890'), words('abc')]
  expect(lineText(cutLine(line, 8))).toBe('1234567…')
  expect(lineText(cutLine(line, 5))).toBe('1234…')
  expect(cutLine(line, 13)).toBe(line)
  expect(lineWidth(cutLine(line, 0))).toBe(0)
})
