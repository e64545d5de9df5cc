import { describe, expect, test } from 'vitest'
import { type PaneContent, paneRows, positionFooter } from '../../../components/text/pane-rows.ts'
import { label } from '../../../components/text/segment.ts'
import { createTheme } from '../../../components/theme.ts'

const plain = createTheme({ palette: 'mono', colour: false, ascii: false })
const ascii = createTheme({ palette: 'mono', colour: false, ascii: true })
const pane: PaneContent = {
  title: [label('1 Layers')],
  note: [label('by size ↓')],
  footer: positionFooter(1, 1234),
  focused: false,
  rows: [
    { segments: [label('0  203.8 MB  FROM')] },
    { segments: [label('1  763.9 MB  RUN apt-get install')] },
  ],
}

test('a pane has title, note, footer and its rows', () => {
  expect(draw(pane, 32, 5)).toEqual([
    '┌ 1 Layers ───────── by size ↓ ┐',
    '│0  203.8 MB  FROM             │',
    '│1  763.9 MB  RUN apt-get inst…│',
    '│                              │',
    '└────────────────── 2 of 1,234 ┘',
  ])
})

test('the pane with the keys has a heavy frame', () => {
  const rows = draw({ ...pane, focused: true }, 12, 4)
  expect(rows).toEqual(['┏ 1 Layers ┓', '┃0  203.8 …┃', '┃1  763.9 …┃', '┗━━━━━━━━━━┛'])
})

test('in a narrow pane the note gives way, then the title is cut', () => {
  expect(draw(pane, 16, 3)[0]).toBe('┌ 1 Layers ────┐')
  expect(draw(pane, 10, 3)[0]).toBe('┌ 1 Lay… ┐')
})

test('in ASCII nothing else is used', () => {
  const rows = draw({ ...pane, note: [], scroll: { top: 0, visible: 2, total: 4 } }, 20, 4, ascii)
  expect(rows).toEqual([
    '+ 1 Layers --------+',
    '|0  203.8 MB  FROM #',
    '|1  763.9 MB  RU...|',
    '+------ 2 of 1,234 +',
  ])
})

describe('the scroll bar', () => {
  const scrolled = (top: number) =>
    draw({ ...pane, scroll: { top, visible: 4, total: 16 } }, 8, 6)
      .slice(1, 5)
      .map(row => row.at(-1))
      .join('')

  test('shows where in the list we are, and touches an end only there', () => {
    expect(scrolled(0)).toBe('█│││')
    expect(scrolled(1)).toBe('│█││')
    expect(scrolled(8)).toBe('││█│')
    expect(scrolled(11)).toBe('││█│')
    expect(scrolled(12)).toBe('│││█')
  })

  test('is not there when everything is visible', () => {
    expect(draw({ ...pane, scroll: { top: 0, visible: 4, total: 4 } }, 8, 6).join('')).not.toContain('█')
  })
})

test('a screen reader gets the words without the frame', () => {
  expect(paneRows(pane, { columns: 32, rows: 4 }, plain).map(row => row.plain)).toEqual([
    '1 Layers  by size ↓',
    '0  203.8 MB  FROM',
    '1  763.9 MB  RUN apt-get install',
    '2 of 1,234',
  ])
})

test.each([0, 1, 2, 3])('a pane of %d rows has as many', height => {
  expect(draw(pane, 20, height)).toHaveLength(height)
})

test.each([0, 1, 2, 3, 4])('a pane of %d columns is no wider', width => {
  expect(draw(pane, width, 4).every(row => row.length <= Math.max(2, width))).toBe(true)
})

function draw(content: PaneContent, columns: number, rows: number, theme = plain): string[] {
  return paneRows(content, { columns, rows }, theme).map(row => row.ansi.replace(/\x1b\[[\d;]*m/g, ''))
}
