import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { composeRow } from '../../../components/text/compose-row.ts'
import { spread } from '../../../components/text/fit-segments.ts'
import { label, plainText } from '../../../components/text/segment.ts'
import { createTheme } from '../../../components/theme.ts'
import { displayText } from '../../../src/report/display-name.ts'

const theme = createTheme({ palette: 'dark', colour: true, ascii: false })
const ascii = createTheme({ palette: 'mono', colour: false, ascii: true })

// biome-ignore format: one case per line
describe('a row is exactly as wide as asked', () => {
  test.each([
    [['name'],             8,  'name    '],
    [['name'],             4,  'name'],
    [['name'],             3,  'na…'],
    [['name', '.txt'],     6,  'name.…'],
    [['name', '.txt'],     4,  'nam…'],
    [['日本', '語'],       5,  '日本…'],
    [['日本', '語'],       4,  '日… '],
    [['name'],             0,  ''],
    [[],                   3,  '   '],
  ])('%j in %d columns', (words, width, row) => {
    expect(composeRow(words.map(word => label(word)), width, theme)).toBe(row)
  })

  test('in ASCII too', () => {
    expect(composeRow([label('lib64')], 4, ascii)).toBe('l...')
    expect(composeRow([label('lib64')], 2, ascii)).toBe('li')
  })
})

describe('styles', () => {
  test('are closed by their own codes', () => {
    expect(composeRow([label('etc', 'directory'), label(' 4 kB')], 10, theme)).toBe(
      '\x1b[1m\x1b[34metc\x1b[39m\x1b[22m 4 kB  ',
    )
  })

  test('go with the piece that was cut', () => {
    expect(composeRow([label('libc', 'executable')], 3, theme)).toBe('\x1b[32mli…\x1b[39m')
  })

  test('give way to a selection, which covers the filling', () => {
    expect(composeRow([label('etc', 'directory')], 5, theme, 'selected')).toBe(
      '\x1b[1m\x1b[37m\x1b[44metc  \x1b[49m\x1b[39m\x1b[22m',
    )
  })

  test('inside a styled row do not end its style', () => {
    const row = composeRow([label('a', 'match'), label('b')], 3, theme, 'strong')
    expect(row).toBe('\x1b[1m\x1b[1m\x1b[4m\x1b[33ma\x1b[39m\x1b[24m\x1b[22m\x1b[1mb \x1b[22m')
  })
})

test('for every text and width a row takes its width', () => {
  const words = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 })
  fc.assert(
    fc.property(words, fc.nat(40), (texts, width) => {
      const row = composeRow(
        texts.map(text => label(text, 'added')),
        width,
        theme,
      )
      expect(stringWidth(row)).toBe(width)
    }),
    { numRuns: 1000 },
  )
})

test('spread keeps what stands at the right edge', () => {
  const row = (width: number) => plainText(spread([label('a-long-name')], [label('4 kB')], width, '…'))
  expect(row(18)).toBe('a-long-name   4 kB')
  expect(row(10)).toBe('a-lon…4 kB')
})

test('only harmless text can be drawn', () => {
  const name: string = 'from an image'
  // @ts-expect-error: a string is not a DisplayText
  composeRow([{ text: name }], 5, theme)
  composeRow([{ text: displayText(name) }], 5, theme)
})
