import type { FakeScreen } from './fake-terminal.ts'

/** How one cell is drawn. Colours are numbers of the palette; `undefined` is the terminal's own. */
export interface DrawnCell {
  readonly text: string
  readonly foreground: number | undefined
  readonly background: number | undefined
  readonly bold: boolean
  readonly dim: boolean
  readonly underline: boolean
  readonly inverse: boolean
}

/** The screen as lines of text, without spaces at their ends. */
export function readLines(screen: FakeScreen): string[] {
  const buffer = screen.emulator.buffer.active
  return Array.from(
    { length: screen.rows },
    (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true, 0, screen.columns) ?? '',
  )
}

/** One cell, counted from 0 at the top left. */
export function readCell(screen: FakeScreen, column: number, row: number): DrawnCell {
  const buffer = screen.emulator.buffer.active
  const cell = buffer.getLine(buffer.baseY + row)?.getCell(column)
  if (cell === undefined)
    throw new Error(`There is no cell ${column},${row} on a screen of ${screen.columns}×${screen.rows}.`)
  return {
    text: cell.getChars(),
    foreground: cell.isFgDefault() ? undefined : cell.getFgColor(),
    background: cell.isBgDefault() ? undefined : cell.getBgColor(),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
  }
}

/** Where the cursor blinks, or `undefined` while it is hidden. */
export function readCaret(screen: FakeScreen): { column: number; row: number } | undefined {
  const switched = screen.sent
    .join('')
    .match(/\x1b\[\?25[hl]/g)
    ?.at(-1)
  const { cursorX, cursorY } = screen.emulator.buffer.active
  return switched === '\x1b[?25h' ? { column: cursorX, row: cursorY } : undefined
}
