import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeFrame, type PlacedRows } from '../../../components/terminal/compose-frame.ts'

const size = { columns: 12, rows: 3 }

test('blocks stand side by side where they were placed', () => {
  const left = block(0, 0, ['aaaa', 'bbbb'])
  const right = block(6, 1, ['cccccc', 'dddddd'])
  expect(composeFrame('', [left, right], size)).toEqual(['aaaa', 'bbbb  cccccc', '      dddddd'])
})

test('a later block covers an earlier one, and no more than itself', () => {
  const below = block(0, 0, ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'])
  const above = block(4, 1, ['[--]'])
  expect(plain(composeFrame('', [below, above], size))).toEqual([
    'aaaaaaaaaaaa',
    'bbbb[--]bbbb',
    'cccccccccccc',
  ])
})

test('a block that begins where another begins covers its beginning', () => {
  const below = block(4, 0, ['aaaaaaaa'])
  const above = block(4, 0, ['[]'])
  expect(plain(composeFrame('', [below, above], size))[0]).toBe('    []aaaaaa')
})

test('what Ink painted itself lies under all blocks', () => {
  const above = block(2, 0, ['[]'])
  expect(plain(composeFrame('\x1b[1mInk’s own\x1b[22m\nsecond', [above], size))).toEqual([
    'In[]s own',
    'second',
    '',
  ])
})

test('nothing is drawn beyond the screen', () => {
  const wide = block(10, 2, ['abcdef', 'below'])
  const early = block(-2, 0, ['abcdef'])
  expect(plain(composeFrame('', [wide, early], size))).toEqual(['cdef', '', '          ab'])
})

test('colours survive a cut, and end with it', () => {
  const below = block(0, 0, ['\x1b[31mred red red\x1b[39m '])
  const above = block(4, 0, ['...'])
  expect(composeFrame('', [below, above], size)[0]).toBe(
    '\x1b[31mred \x1b[39m\x1b[m...\x1b[31m red\x1b[39m \x1b[m',
  )
})

test('half a wide character is a space', () => {
  const below = block(0, 0, ['日日日日日日'])
  const above = block(3, 0, ['[--]'])
  expect(plain(composeFrame('', [below, above], size))[0]).toBe('日 [--] 日日')
})

test('every cell shows the last block placed over it', () => {
  const blocks = fc.array(
    fc.record({ column: fc.integer({ min: -3, max: 13 }), columns: fc.integer({ min: 1, max: 8 }) }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(blocks, placed => {
      const drawn = placed.map(({ column, columns }, at) => block(column, 0, [String(at).repeat(columns)]))
      const cells = Array.from({ length: size.columns }, (_, cell) => {
        const top = placed.findLastIndex(({ column, columns }) => cell >= column && cell < column + columns)
        return top === -1 ? ' ' : String(top)
      })
      expect(plain(composeFrame('', drawn, size))[0]).toBe(cells.join('').trimEnd())
    }),
  )
})

/** Rows without style codes, as wide as the first of them has characters. */
function block(column: number, row: number, rows: readonly string[]): PlacedRows {
  const first = plain([rows[0] ?? ''])[0] ?? ''
  const columns = /日/.test(first) ? first.length * 2 : first.length
  return { column, row, columns, rows: rows.map(ansi => ({ ansi, plain: ansi })) }
}

function plain(rows: readonly string[]): string[] {
  return rows.map(row => row.replace(/\x1b\[[\d;]*m/g, ''))
}
