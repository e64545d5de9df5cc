import { bar as drawBar } from '../../src/report/bar.ts'
import { type DisplayText, displayText } from '../../src/report/display-name.ts'
import type { Glyphs } from './glyphs.ts'

/** The bar reports print for `amount` of `largest`, filled with spaces to `width` columns. */
export function bar(amount: number, largest: number, width: number, glyphs: Glyphs): DisplayText {
  return displayText(width > 0 ? drawBar(amount, largest, width, glyphs.ascii).padEnd(width) : '')
}
